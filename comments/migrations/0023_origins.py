"""Where comments that were imported come from, so that no file adds one twice."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0022_picks_end_with_their_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentOrigin",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="origin",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=100)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key"),
                        name="comment_origin_once",
                        violation_error_message="This comment has been imported already.",
                    )
                ],
            },
        ),
    ]
