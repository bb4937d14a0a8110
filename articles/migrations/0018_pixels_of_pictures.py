"""Pictures are known by what they show, too: the SHA-256 of their pixels, where it was taken."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_editions_without_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="pixel_hash",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pixel_hash", ""), _negated=True),
                fields=("pixel_hash",),
                name="image_pixels_unique",
                violation_error_message="This picture is in the library already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("pixel_hash__regex", "^([0-9a-f]{64})?$")),
                name="image_pixel_hash_well_formed",
                violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
            ),
        ),
    ]
