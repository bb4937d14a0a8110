"""Indexes for what the public pages ask: near names, stories by somebody, what stands where now."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_immutable_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["bylines"], name="edition_bylines", opclasses=["jsonb_path_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="organisation_name_near", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="organisationname",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="organisation_other_name_near", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="person_name_near", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="person_other_name_near", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["ends_at"], name="placement_end"),
        ),
    ]
