"""What pages link to is an address of the web, and an identifier looks as its catalogue writes it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_keys_without_second_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source_url", ""), ("source_url__regex", "^https?://[^\\s]+$"), _connector="OR"
                ),
                name="affiliation_source_url_is_web_address",
                violation_error_message="An address begins with https:// or http://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picture__isnull", False), ("picture_caption", ""), _connector="OR"
                ),
                name="edition_caption_needs_picture",
                violation_error_message="A caption needs a picture.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scheme", "viaf"), _negated=True),
                    ("value__regex", "^[1-9][0-9]*$"),
                    _connector="OR",
                ),
                name="identifier_viaf_well_formed",
                violation_error_message="A VIAF identifier is a number, as in 54147956.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scheme", "isni"), _negated=True),
                    ("value__regex", "^[0-9]{15}[0-9X]$"),
                    _connector="OR",
                ),
                name="identifier_isni_well_formed",
                violation_error_message="An ISNI has 16 digits without blanks; the last may be an X.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scheme", "orcid"), _negated=True),
                    ("value__regex", "^([0-9]{4}-){3}[0-9]{3}[0-9X]$"),
                    _connector="OR",
                ),
                name="identifier_orcid_well_formed",
                violation_error_message="An ORCID iD is four groups of four digits, as in 0000-0002-1825-0097.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scheme", "lei"), _negated=True),
                    ("value__regex", "^[0-9A-Z]{18}[0-9]{2}$"),
                    _connector="OR",
                ),
                name="identifier_lei_well_formed",
                violation_error_message="A Legal Entity Identifier has 18 letters or digits and 2 digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source_url", ""), ("source_url__regex", "^https?://[^\\s]+$"), _connector="OR"
                ),
                name="image_source_url_is_web_address",
                violation_error_message="An address begins with https:// or http://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_hash__regex", "^[0-9a-f]{64}$")),
                name="image_content_hash_well_formed",
                violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__regex", "\\S")),
                name="import_record_key_not_empty",
                violation_error_message="The key must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("website", ""), ("website__regex", "^https?://[^\\s]+$"), _connector="OR"
                ),
                name="organisation_website_is_web_address",
                violation_error_message="An address begins with https:// or http://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(("file__regex", "\\S")),
                name="rendition_file_not_empty",
                violation_error_message="The file must not be empty.",
            ),
        ),
    ]
