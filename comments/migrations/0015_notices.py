"""What readers are told of: a row each, with an index for the list, the count, the email and the sweep."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0014_authors_picks_and_ranks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                ),
                ("revision_number", models.PositiveIntegerField(default=0, editable=False)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("emailed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "comment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="comments.comment",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="comments.reader",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("reader"),
                        models.OrderBy(models.F("created_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="notice_of_reader",
                    ),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["reader"],
                        name="notice_unread",
                    ),
                    models.Index(
                        condition=models.Q(("emailed_at__isnull", True)),
                        fields=["created_at"],
                        name="notice_to_email",
                    ),
                    models.Index(fields=["created_at"], name="notice_oldest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["reply", "pick", "decision", "appeal", "report", "correction"],
                            )
                        ),
                        name="notice_kind_known",
                        violation_error_message="Choose one of the kinds.",
                    ),
                    models.UniqueConstraint(
                        fields=("reader", "kind", "comment", "revision_number", "words"),
                        name="notice_told_once",
                        violation_error_message="The reader has been told this already.",
                    ),
                ],
            },
        ),
    ]
