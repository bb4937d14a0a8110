"""A comment that was removed, withdrawn or erased is no editors' pick any more, whoever did it.

A hidden one keeps its pick: reports hide a comment until a moderator has decided.
"""

from django.db import migrations, models

TRIGGER = """
CREATE FUNCTION comments_end_pick() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.picked_at := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_pick_ends BEFORE UPDATE OF state ON comments_comment FOR EACH ROW
    WHEN (NEW.picked_at IS NOT NULL AND NEW.state NOT IN ('published', 'hidden'))
    EXECUTE FUNCTION comments_end_pick();
"""
NO_TRIGGER = """
DROP TRIGGER comment_pick_ends ON comments_comment;
DROP FUNCTION comments_end_pick();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0021_reports"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picked_at__isnull", True),
                    ("state__in", ["published", "hidden"]),
                    _connector="OR",
                ),
                name="comment_picked_is_public",
                violation_error_message="Only a published comment can be picked.",
            ),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
