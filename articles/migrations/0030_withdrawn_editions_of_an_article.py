"""Withdrawn editions by article: every page of the past asks how far back a story may be read."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_open_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("withdrawal_reason", ""), _negated=True),
                fields=["article", "-number"],
                name="edition_withdrawn_of_article",
            ),
        ),
    ]
