"""Errors that readers found: one report a comment, within its article, and public pages that credit it."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
ALTER TABLE comments_errorreport ADD CONSTRAINT error_report_comment_on_article
    FOREIGN KEY (comment_id, article_id) REFERENCES comments_comment (id, thread_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE comments_errorreport ADD CONSTRAINT error_report_answer_on_article
    FOREIGN KEY (answer_id, article_id) REFERENCES comments_comment (id, thread_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE comments_errorreport ADD CONSTRAINT error_report_correction_of_article
    FOREIGN KEY (correction_id, article_id) REFERENCES articles_edition (id, article_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
BACKWARD = """
ALTER TABLE comments_errorreport DROP CONSTRAINT error_report_correction_of_article;
ALTER TABLE comments_errorreport DROP CONSTRAINT error_report_answer_on_article;
ALTER TABLE comments_errorreport DROP CONSTRAINT error_report_comment_on_article;
"""
raising = import_module("comments.migrations.0012_public_versions").raising


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0029_waiting_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="error_report",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("answered", "Answered"),
                            ("corrected", "Corrected"),
                            ("not_error", "Not an error"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_report",
                        to="comments.comment",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "possible error",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["created_at", "comment"],
                        name="error_report_open",
                    ),
                    models.Index(fields=["article", "created_at"], name="error_report_of_article"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "answered", "corrected", "not_error"])
                        ),
                        name="error_report_state_known",
                        violation_error_message="Choose one of the states.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="error_report_settled_has_time",
                        violation_error_message="What is settled says since when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "corrected"]),
                            ("words__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="error_report_answer_has_words",
                        violation_error_message="Write what the reader shall know.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("correction__isnull", True), ("state", "corrected"), _connector="OR"
                        ),
                        name="error_report_credit_is_corrected",
                        violation_error_message="Only a correction credits a reader.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        raising("comments_errorreport", "article_id"),
    ]
