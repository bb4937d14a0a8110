"""The record of moderation names states that exist, and one decision for each revision of a comment."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0008_keys_without_second_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="moderationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_state__in",
                        [
                            "",
                            "held",
                            "published",
                            "hidden",
                            "rejected",
                            "removed",
                            "withdrawn",
                            "erased",
                            "spam",
                        ],
                    ),
                    (
                        "to_state__in",
                        [
                            "held",
                            "published",
                            "hidden",
                            "rejected",
                            "removed",
                            "withdrawn",
                            "erased",
                            "spam",
                        ],
                    ),
                ),
                name="moderation_event_states_known",
                violation_error_message="Choose one of the states.",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationevent",
            constraint=models.UniqueConstraint(
                fields=("comment", "revision_number"),
                name="moderation_event_once_per_revision",
                violation_error_message="Somebody else decided at the same moment.",
            ),
        ),
    ]
