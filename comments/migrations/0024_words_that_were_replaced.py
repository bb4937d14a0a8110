"""The words of comments that their authors have replaced: a table that only grows, but for erasure."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION comments_refuse_to_change_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.text = ''
        AND (NEW.id, NEW.comment_id, NEW.number, NEW.written_at, NEW.replaced_at)
          = (OLD.id, OLD.comment_id, OLD.number, OLD.written_at, OLD.replaced_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What a comment has said is kept, or its words are erased.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_revision_append_only';
END $$;
CREATE TRIGGER comment_revision_append_only BEFORE UPDATE OR DELETE ON comments_commentrevision
    FOR EACH ROW EXECUTE FUNCTION comments_refuse_to_change_revision();
"""
BACKWARD = """
DROP TRIGGER comment_revision_append_only ON comments_commentrevision;
DROP FUNCTION comments_refuse_to_change_revision();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0023_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("comment", "number"),
                        name="comment_revision_once_per_number",
                        violation_error_message="Somebody else changed it at the same moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replaced_at__gte", models.F("written_at"))),
                        name="comment_revision_replaced_after_writing",
                        violation_error_message="Words are replaced after they were written.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
