"""What the newsroom counts, what a reader may ask for, and what is swept is found by index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0033_refused_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="moderationevent",
            index=models.Index(
                condition=models.Q(("actor__isnull", False)),
                fields=["created_at"],
                name="moderation_event_of_people",
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                condition=models.Q(("voter_key__startswith", "-"), _negated=True),
                fields=["voter_key", "id"],
                name="recommendation_of_voter",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("address_key", ""), ("reporter_key", ""), _negated=True),
                fields=["created_at"],
                name="report_of_known",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(
                    models.Q(("law", ""), ("text", ""), _negated=True),
                    ("decided_at__isnull", False),
                ),
                fields=["decided_at"],
                name="report_with_words",
            ),
        ),
    ]
