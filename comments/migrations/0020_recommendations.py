"""What readers recommend: a row each, and a row for each thread that is to be ranked anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0019_notices_by_choice"),
    ]

    operations = [
        migrations.CreateModel(
            name="DueRanking",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="comments.thread",
                    ),
                ),
                ("due_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voter_key", models.CharField(max_length=32)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="recommended",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="comment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="thread",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="comments.thread",
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                fields=["thread", "voter_key", "created_at"], name="recommendation_voters"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                condition=models.Q(("voter_key__startswith", "-"), _negated=True),
                fields=["created_at"],
                name="recommendation_oldest",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("comment", "voter_key"),
                name="recommendation_once",
                violation_error_message="You recommend this comment already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("voter_key", ""), _negated=True),
                name="recommendation_of_somebody",
                violation_error_message="Somebody recommends.",
            ),
        ),
    ]
