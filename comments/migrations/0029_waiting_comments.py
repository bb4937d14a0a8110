"""What waits for moderators: a row for each comment that is held, hidden or reported, kept by triggers.

So no way of writing forgets one. The function asks for the comment and its open reports anew, whatever
has changed of them; whoever writes holds the thread's lock already.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION comments_wait(asked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT comment.state, comment.created_at, min(report.created_at) AS reported_at,
           bool_or(report.lane = 'illegal') AS is_illegal
    INTO found
    FROM comments_comment comment
    LEFT JOIN comments_report report ON report.comment_id = comment.id AND report.state = 'open'
    WHERE comment.id = asked GROUP BY comment.id;
    IF found.state IN ('held', 'hidden')
        OR (found.state = 'published' AND found.reported_at IS NOT NULL) THEN
        INSERT INTO comments_waiting AS waiting (comment_id, urgency, since)
        VALUES (asked,
                CASE WHEN found.is_illegal THEN 0 WHEN found.reported_at IS NOT NULL THEN 1 ELSE 2 END,
                coalesce(found.reported_at, found.created_at))
        ON CONFLICT (comment_id) DO UPDATE SET urgency = EXCLUDED.urgency, since = EXCLUDED.since
        WHERE (waiting.urgency, waiting.since) IS DISTINCT FROM (EXCLUDED.urgency, EXCLUDED.since);
    ELSE
        DELETE FROM comments_waiting WHERE comment_id = asked;
    END IF;
END $$;

CREATE FUNCTION comments_wait_of_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM comments_wait(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER waiting_new_comment AFTER INSERT ON comments_comment
    FOR EACH ROW WHEN (NEW.state IN ('held', 'hidden')) EXECUTE FUNCTION comments_wait_of_comment();
CREATE TRIGGER waiting_changed_comment AFTER UPDATE OF state ON comments_comment
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION comments_wait_of_comment();

CREATE FUNCTION comments_wait_of_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM comments_wait(coalesce(NEW.comment_id, OLD.comment_id));
    RETURN NULL;
END $$;
CREATE TRIGGER waiting_report AFTER INSERT OR DELETE OR UPDATE OF state ON comments_report
    FOR EACH ROW EXECUTE FUNCTION comments_wait_of_report();

SELECT comments_wait(id) FROM comments_comment WHERE state IN ('held', 'hidden')
UNION ALL
SELECT comments_wait(comment_id) FROM comments_report WHERE state = 'open';
"""
BACKWARD = """
DROP TRIGGER waiting_report ON comments_report;
DROP TRIGGER waiting_changed_comment ON comments_comment;
DROP TRIGGER waiting_new_comment ON comments_comment;
DROP FUNCTION comments_wait_of_report();
DROP FUNCTION comments_wait_of_comment();
DROP FUNCTION comments_wait(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0028_orders_of_a_thread"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Reported as illegal"), (1, "Reported"), (2, "Held or hidden")]
                    ),
                ),
                ("since", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                (
                    "skipped_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), db_default=[], default=list
                    ),
                ),
                (
                    "leased_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["urgency", "since", "comment"], name="waiting_order")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", [0, 1, 2])),
                        name="waiting_urgency_known",
                        violation_error_message="Choose one of the grades.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leased_by__isnull", True),
                            ("leased_until__isnull", False),
                            _connector="OR",
                        ),
                        name="waiting_lease_ends",
                        violation_error_message="A lease has an end.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
