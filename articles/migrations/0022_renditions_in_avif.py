"""Readers get the picture that they see first in AVIF, too; `make_renditions` makes those of old ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_accepted_warnings"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rendition",
            name="rendition_format_known",
        ),
        migrations.AlterField(
            model_name="rendition",
            name="format",
            field=models.CharField(
                choices=[("avif", "AVIF"), ("webp", "WebP"), ("jpeg", "JPEG")], max_length=4
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["avif", "webp", "jpeg"])),
                name="rendition_format_known",
                violation_error_message="Choose one of the formats.",
            ),
        ),
    ]
