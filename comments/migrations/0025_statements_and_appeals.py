"""What an author is told about a decision against them, and their appeal to somebody else.

Statements never change. Of an appeal only its answer is written later, once and by somebody else than
whoever decided first; its text may be emptied.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION comments_refuse_to_change_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What an author was told is not changed afterwards.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_is_immutable';
END $$;
CREATE TRIGGER statement_is_immutable BEFORE UPDATE OR DELETE ON comments_statementofreasons
    FOR EACH ROW EXECUTE FUNCTION comments_refuse_to_change_statement();

CREATE FUNCTION comments_check_new_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.created_at >= (SELECT appeal_until FROM comments_statementofreasons
                          WHERE id = NEW.statement_id) THEN
        RAISE EXCEPTION 'The time to appeal has passed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_in_time BEFORE INSERT ON comments_appeal
    FOR EACH ROW EXECUTE FUNCTION comments_check_new_appeal();

CREATE FUNCTION comments_check_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.statement_id, NEW.created_at) IS DISTINCT FROM (OLD.statement_id, OLD.created_at)
        OR (NEW.text IS DISTINCT FROM OLD.text AND NEW.text <> '')
        OR (OLD.decided_at IS NOT NULL
            AND (NEW.outcome, NEW.words, NEW.decided_at, NEW.decided_by_id)
            IS DISTINCT FROM (OLD.outcome, OLD.words, OLD.decided_at, OLD.decided_by_id)) THEN
        RAISE EXCEPTION 'An appeal is made once and answered once.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_is_answered_once';
    END IF;
    IF NEW.decided_by_id = (SELECT decided_by_id FROM comments_statementofreasons
                            WHERE id = NEW.statement_id) THEN
        RAISE EXCEPTION 'Somebody else decides about an appeal than whoever decided first.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_decided_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_decided_by_another BEFORE UPDATE ON comments_appeal
    FOR EACH ROW EXECUTE FUNCTION comments_check_appeal();
"""
BACKWARD = """
DROP TRIGGER appeal_decided_by_another ON comments_appeal;
DROP TRIGGER appeal_in_time ON comments_appeal;
DROP TRIGGER statement_is_immutable ON comments_statementofreasons;
DROP FUNCTION comments_check_appeal();
DROP FUNCTION comments_check_new_appeal();
DROP FUNCTION comments_refuse_to_change_statement();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0024_words_that_were_replaced"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=3000)),
                ("created_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Upheld: the decision was taken back"),
                            ("dismissed", "Dismissed: the decision stands"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StatementOfReasons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "restriction",
                    models.CharField(
                        choices=[
                            ("hidden", "Your comment is hidden until a moderator decides"),
                            ("removed", "Your comment was removed"),
                            ("rejected", "Your comment is not published"),
                            ("warn", "You were warned"),
                            ("mute", "You may write no comments for a while"),
                            (
                                "premoderate",
                                "What you write is read by a moderator before it is shown",
                            ),
                            ("ban", "You may not comment"),
                        ],
                        max_length=11,
                    ),
                ),
                ("where", models.CharField(max_length=300)),
                ("until", models.DateTimeField(null=True)),
                ("facts", models.CharField(max_length=500)),
                ("follows_notice", models.BooleanField()),
                ("is_detected_by_program", models.BooleanField()),
                ("law", models.CharField(blank=True, max_length=200)),
                ("rule", models.CharField(blank=True, max_length=200)),
                ("explanation", models.CharField(max_length=300)),
                ("appeal_until", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "statements of reasons",
            },
        ),
        migrations.AddField(
            model_name="appeal",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statementofreasons",
            name="comment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="statementofreasons",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statementofreasons",
            name="event",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statement",
                to="comments.moderationevent",
            ),
        ),
        migrations.AddField(
            model_name="statementofreasons",
            name="sanction",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statement",
                to="comments.sanction",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="statement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appeal",
                to="comments.statementofreasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("event__isnull", False), ("sanction__isnull", True)),
                    models.Q(("event__isnull", True), ("sanction__isnull", False)),
                    _connector="OR",
                ),
                name="statement_about_one_decision",
                violation_error_message="Choose exactly one of: event, sanction.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "restriction__in",
                        ["hidden", "removed", "rejected", "warn", "mute", "premoderate", "ban"],
                    )
                ),
                name="statement_restriction_known",
                violation_error_message="Choose one of the restrictions.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(("law", ""), ("rule", ""), _connector="OR"),
                name="statement_of_one_ground",
                violation_error_message="Name the law or the house rule.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(("explanation__regex", "\\S")),
                name="statement_explains",
                violation_error_message="The explanation must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(("facts__regex", "\\S")),
                name="statement_names_facts",
                violation_error_message="The facts must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(("appeal_until__gt", models.F("created_at"))),
                name="statement_leaves_time_to_appeal",
                violation_error_message="An author has time to appeal.",
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                models.Case(
                    models.When(decided_at__isnull=True, then=models.Value(0)),
                    default=models.Value(1),
                ),
                models.F("created_at"),
                models.F("id"),
                name="appeal_desk",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("text", ""), ("text__regex", "\\S+(\\s+\\S+){4}"), _connector="OR"
                ),
                name="appeal_says_why",
                violation_error_message="Say in five words or more why the decision was wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("outcome", ""),
                        ("words", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("outcome__in", ["upheld", "dismissed"]),
                        ("words__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="appeal_decided_at_once",
                violation_error_message="An answer has an outcome, words, a time and a moderator.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
