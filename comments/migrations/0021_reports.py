"""What readers report, by house rule or as illegal content, and apart from it who they are."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0020_recommendations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("comment_revision", models.PositiveIntegerField()),
                (
                    "lane",
                    models.CharField(
                        choices=[("rules", "House rules"), ("illegal", "Illegal content")],
                        max_length=7,
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("insult", "It insults or bullies somebody"),
                            (
                                "hate",
                                "It attacks people for what they are: origin, belief, sex, disability",
                            ),
                            ("threat", "It threatens, or calls for violence"),
                            ("private", "It tells private things of somebody, such as an address"),
                            ("impersonation", "It pretends to come from somebody else"),
                            ("sexual", "It is sexual or shows cruelty"),
                            ("advertising", "It is advertising or spam"),
                            ("off_topic", "It has nothing to do with the story"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("law", models.CharField(blank=True, max_length=300)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("reporter_key", models.CharField(blank=True, max_length=32)),
                ("address_key", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for a moderator"),
                            ("upheld", "Upheld"),
                            ("dismissed", "Not upheld"),
                            ("moot", "The author took the comment back first"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReportContact",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="comments.report",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="report",
            name="comment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="reader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reports",
                to="comments.reader",
            ),
        ),
        migrations.AddIndex(
            model_name="reportcontact",
            index=models.Index(fields=["created_at"], name="report_contact_oldest"),
        ),
        migrations.AddConstraint(
            model_name="reportcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("email__contains", "@"), ("name__regex", "\\S")),
                name="report_contact_whole",
                violation_error_message="Give a name and an email address.",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["comment", "id"], name="report_by_comment"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(
                    models.Q(("reporter_key", ""), _negated=True),
                    ("state__in", ["upheld", "dismissed"]),
                ),
                fields=["reporter_key", "decided_at"],
                name="report_by_reporter",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["created_at"], name="report_oldest"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("lane", "rules"),
                        (
                            "rule__in",
                            [
                                "insult",
                                "hate",
                                "threat",
                                "private",
                                "impersonation",
                                "sexual",
                                "advertising",
                                "off_topic",
                                "other",
                            ],
                        ),
                    ),
                    models.Q(("lane", "illegal"), ("rule", "")),
                    _connector="OR",
                ),
                name="report_lane_known",
                violation_error_message="Choose what is wrong with the comment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "open")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("state__in", ["upheld", "dismissed", "moot"]),
                    ),
                    _connector="OR",
                ),
                name="report_state_known",
                violation_error_message="A report is open, or it was decided at some time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("text"), 5000
                ),
                name="report_text_not_too_long",
                violation_error_message="An explanation has at most 5,000 characters.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", "open"), models.Q(("reporter_key", ""), _negated=True)
                ),
                fields=("comment", "reporter_key", "lane"),
                name="report_open_once_a_reporter",
                violation_error_message="You have reported this comment already.",
            ),
        ),
    ]
