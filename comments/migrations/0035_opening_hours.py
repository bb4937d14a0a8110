"""Sections say how long and at which hours comments are open on their stories, and stories may differ.

What a section says stands on its stories' public pages. It changes rarely: all pages are asked for anew.
"""

import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE CONSTRAINT TRIGGER public_version_of_rows AFTER INSERT OR DELETE ON comments_discussionrules
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (articles_note_change(0))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE CONSTRAINT TRIGGER public_version_of_changes AFTER UPDATE ON comments_discussionrules
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND articles_note_change(0))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE TRIGGER public_version_of_emptying AFTER TRUNCATE ON comments_discussionrules
    EXECUTE FUNCTION articles_raise_emptied_versions('{0}');
"""
NO_TRIGGERS = """
DROP TRIGGER public_version_of_rows ON comments_discussionrules;
DROP TRIGGER public_version_of_changes ON comments_discussionrules;
DROP TRIGGER public_version_of_emptying ON comments_discussionrules;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0034_indexes_of_figures_and_sweeps"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiscussionRules",
            fields=[
                (
                    "section",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="discussion_rules",
                        serialize=False,
                        to="articles.section",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("off", "No comments"),
                            ("post", "Shown at once, moderated afterwards"),
                            ("pre", "Moderated before they are shown"),
                            ("closed", "Closed: readable, no new comments"),
                        ],
                        default="post",
                        max_length=6,
                    ),
                ),
                ("close_after", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("open_from", models.TimeField(blank=True, null=True)),
                ("open_until", models.TimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "discussion rules",
            },
        ),
        migrations.AddField(
            model_name="thread",
            name="close_after",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="open_from",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="open_until",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_at__isnull", True), ("close_after__isnull", True), _connector="OR"
                ),
                name="thread_closes_in_one_way",
                violation_error_message="Give days or a time at which comments close, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("close_after__isnull", True),
                    models.Q(("close_after__gte", 0), ("close_after__lte", 3650)),
                    _connector="OR",
                ),
                name="thread_days_known",
                violation_error_message="Give 0 to 3,650 days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("open_from__isnull", True), ("open_until__isnull", True)),
                    models.Q(("open_from__isnull", False), ("open_until__isnull", False)),
                    _connector="OR",
                ),
                name="thread_hours_are_two",
                violation_error_message="Give both hours, from when and until when, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["off", "post", "pre", "closed"])),
                name="discussion_rules_mode_known",
                violation_error_message="Choose one of the modes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionrules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("close_after__isnull", True),
                    models.Q(("close_after__gte", 1), ("close_after__lte", 3650)),
                    _connector="OR",
                ),
                name="discussion_rules_days_known",
                violation_error_message="Give 1 to 3,650 days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionrules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("open_from__isnull", True), ("open_until__isnull", True)),
                    models.Q(("open_from__isnull", False), ("open_until__isnull", False)),
                    _connector="OR",
                ),
                name="discussion_rules_hours_are_two",
                violation_error_message="Give both hours, from when and until when, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionrules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("open_from__isnull", True),
                    models.Q(("open_from", models.F("open_until")), _negated=True),
                    _connector="OR",
                ),
                name="discussion_rules_hours_differ",
                violation_error_message="For day and night leave both hours empty.",
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
