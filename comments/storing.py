"""The statement that writes a new comment together with the first event of its record."""

from django.db import connection

from comments.models import Comment, ModerationEvent
from newsportal.database.asking import rows_of

FIELDS = {
    str(field.column): field for field in Comment._meta.concrete_fields if not field.primary_key
}
# Both rows in one statement: they are never apart, and the database is asked once.
STORE = f"""
WITH stored AS (
    INSERT INTO {Comment._meta.db_table} ({", ".join(FIELDS)})
    VALUES ({", ".join(f"%({column})s" for column in FIELDS)})
    RETURNING id, revision_number, state, created_at
), recorded AS (
    INSERT INTO {ModerationEvent._meta.db_table}
        (comment_id, revision_number, from_state, to_state, reason, created_at)
    SELECT id, revision_number, '', state, %(event_reason)s, created_at FROM stored
)
SELECT id FROM stored
"""  # noqa: S608 -- names of tables and columns, and placeholders for every value


def store(comment: Comment, *, reason: str) -> None:
    """Write a comment that is not stored yet, and why it has the state that it has."""
    values = {
        column: field.get_db_prep_save(getattr(comment, field.attname), connection)
        for column, field in FIELDS.items()
    }
    ((comment.pk,),) = rows_of(STORE, values | {"event_reason": reason})
    comment._state.adding = False
    comment._state.db = connection.alias
