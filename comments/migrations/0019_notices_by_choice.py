"""What readers want by email; when a notice was taken for one; and a reader's own comments in order."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0018_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "reader",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="notice_choice",
                        serialize=False,
                        to="comments.reader",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("at_once", "Within a quarter of an hour, together"),
                            ("daily", "Once a day, together"),
                            ("none", "Never"),
                        ],
                        default="at_once",
                        max_length=7,
                    ),
                ),
                (
                    "silent_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("reply", "Somebody answers me"),
                                ("pick", "The newsroom picks my comment"),
                                ("decision", "A moderator decides about my comment"),
                                ("appeal", "My appeal is decided"),
                                ("report", "My report is decided"),
                                ("correction", "The newsroom looks into an error that I found"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("digest_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="notice",
            name="notice_to_email",
        ),
        migrations.AddField(
            model_name="notice",
            name="taken_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="comment",
            name="reader",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="comments.reader",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("reader"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("reader__isnull", False)),
                name="comment_of_reader",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("taken_at__isnull", True)),
                fields=["created_at"],
                name="notice_to_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("emailed_at__isnull", True), ("taken_at__isnull", False), _connector="OR"
                ),
                name="notice_emailed_after_taken",
                violation_error_message="What was sent was taken before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("rhythm__in", ["at_once", "daily", "none"])),
                name="notice_choice_rhythm_known",
                violation_error_message="Choose how often.",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "silent_kinds__contained_by",
                        ["reply", "pick", "decision", "appeal", "report", "correction"],
                    )
                ),
                name="notice_choice_kinds_known",
                violation_error_message="Choose some of the kinds.",
            ),
        ),
    ]
