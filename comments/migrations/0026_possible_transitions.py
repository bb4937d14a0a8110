"""No way of writing makes a change of a comment's state that the table of transitions does not name."""

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION comments_check_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state || ' ' || NEW.state) NOT IN (
        'held published', 'held rejected', 'held spam', 'held withdrawn', 'held erased',
        'published held', 'published hidden', 'published rejected', 'published removed',
        'published spam', 'published withdrawn', 'published erased',
        'hidden held', 'hidden published', 'hidden removed', 'hidden spam', 'hidden withdrawn',
        'hidden erased',
        'rejected held', 'rejected published', 'rejected withdrawn', 'rejected erased',
        'removed hidden', 'removed published', 'removed withdrawn', 'removed erased',
        'withdrawn erased',
        'spam held', 'spam hidden', 'spam published', 'spam withdrawn', 'spam erased'
    ) THEN
        RAISE EXCEPTION 'A comment that is % can not become %.', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_transition_possible';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_transition_possible BEFORE UPDATE OF state ON comments_comment
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION comments_check_transition();
"""
BACKWARD = """
DROP TRIGGER comment_transition_possible ON comments_comment;
DROP FUNCTION comments_check_transition();
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0025_statements_and_appeals")]

    operations = [
        migrations.AddConstraint(
            model_name="moderationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_state", ""),
                    models.Q(
                        ("from_state", "held"),
                        ("to_state__in", ["erased", "published", "rejected", "spam", "withdrawn"]),
                    ),
                    models.Q(
                        ("from_state", "published"),
                        (
                            "to_state__in",
                            [
                                "erased",
                                "held",
                                "hidden",
                                "rejected",
                                "removed",
                                "spam",
                                "withdrawn",
                            ],
                        ),
                    ),
                    models.Q(
                        ("from_state", "hidden"),
                        (
                            "to_state__in",
                            ["erased", "held", "published", "removed", "spam", "withdrawn"],
                        ),
                    ),
                    models.Q(
                        ("from_state", "rejected"),
                        ("to_state__in", ["erased", "held", "published", "withdrawn"]),
                    ),
                    models.Q(
                        ("from_state", "removed"),
                        ("to_state__in", ["erased", "hidden", "published", "withdrawn"]),
                    ),
                    models.Q(("from_state", "withdrawn"), ("to_state__in", ["erased"])),
                    models.Q(("from_state", "erased"), ("to_state__in", [])),
                    models.Q(
                        ("from_state", "spam"),
                        ("to_state__in", ["erased", "held", "hidden", "published", "withdrawn"]),
                    ),
                    _connector="OR",
                ),
                name="moderation_event_transition_possible",
                violation_error_message="A comment of this state can't become that.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
