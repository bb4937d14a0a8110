"""What an author may not do for a while: rows with a scope, a reason and an end."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0015_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sanction",
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
                            ("warn", "Warning"),
                            ("mute", "May not comment for a while"),
                            ("premoderate", "Always moderated first"),
                            ("ban", "Banned from commenting"),
                        ],
                        max_length=11,
                    ),
                ),
                ("author_key", models.CharField(editable=False, max_length=32)),
                ("reason", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="sanction",
            name="article",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="comment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sanctions",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="reader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sanctions",
                to="comments.reader",
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="section",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.section",
            ),
        ),
        migrations.AddIndex(
            model_name="sanction",
            index=models.Index(
                condition=models.Q(("acknowledged_at__isnull", True), ("ended_at__isnull", True)),
                fields=["author_key", "id"],
                name="sanction_binding",
            ),
        ),
        migrations.AddIndex(
            model_name="sanction",
            index=models.Index(fields=["author_key", "-id"], name="sanction_by_author"),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["warn", "mute", "premoderate", "ban"])),
                name="sanction_kind_known",
                violation_error_message="Warn, mute, premoderate or ban.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("author_key", ""), _negated=True),
                name="sanction_author_known",
                violation_error_message="Nothing is known any more of who wrote this.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="sanction_says_why",
                violation_error_message="Write a reason; its author reads it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("section__isnull", True), ("article__isnull", True), _connector="OR"
                ),
                name="sanction_of_one_scope",
                violation_error_message="Choose the site, a section or an article.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("starts_at")), _connector="OR"
                ),
                name="sanction_ends_after_start",
                violation_error_message="Choose an end that lies ahead.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "mute"), _negated=True),
                    ("until__isnull", False),
                    _connector="OR",
                ),
                name="sanction_mute_ends",
                violation_error_message="Say how long; a ban is for good.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "warn"), ("until__isnull", True)),
                    models.Q(
                        models.Q(("kind", "warn"), _negated=True), ("acknowledged_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="sanction_warning_waits_to_be_read",
                violation_error_message="A warning ends when it was read, and nothing else does.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", False), ("ended_by__isnull", True), _connector="OR"
                ),
                name="sanction_ended_by_somebody",
                violation_error_message="What somebody has ended says when.",
            ),
        ),
    ]
