"""The statement that writes a new comment with all that goes with it."""

from django.db import connection

from comments.counting import COUNTED
from comments.models import Comment, ModerationEvent
from comments.rules import Verdict
from comments.rules.keeping import NOTICED, REMEMBERED
from newsportal.database.asking import rows_of

# Its fields by their columns; PostgreSQL takes the values of each as they are.
FIELDS = {
    str(field.column): field.attname
    for field in Comment._meta.concrete_fields
    if not field.primary_key
}
# Its row, the first event of its record, what the rules noticed and the thread's counters: they are never
# apart, and the database is asked once.
STORE = f"""
WITH judged AS (
    INSERT INTO {Comment._meta.db_table} ({", ".join(FIELDS)})
    VALUES ({", ".join(f"%({column})s" for column in FIELDS)})
    RETURNING id, thread_id, author_key, revision_number, state, created_at
), recorded AS (
    INSERT INTO {ModerationEvent._meta.db_table}
        (comment_id, revision_number, from_state, to_state, reason, created_at)
    SELECT id, revision_number, '', state, %(event_reason)s, created_at FROM judged
), noticed AS ({NOTICED}), remembered AS ({REMEMBERED}), counted AS ({COUNTED})
SELECT id FROM judged
"""  # noqa: S608 -- names of tables and columns, and placeholders for every value

BLANK = {
    field.attname: getattr(Comment(), field.attname) for field in Comment._meta.concrete_fields
}


def new_comment(**columns: object) -> Comment:
    """A comment of these columns that is not stored yet.

    Django looks for each field by its name, and takes three times as long.
    """
    return Comment(*(BLANK | columns).values())


def store(comment: Comment, verdict: Verdict, *, reason: str) -> None:
    """Write a comment that is not stored yet, why it has the state that it has, and its verdict.

    To be called with the thread locked: its counters and its version rise where readers see the comment.
    """
    values = {column: getattr(comment, name) for column, name in FIELDS.items()}
    kept = verdict.values_to_keep(now=comment.created_at)
    ((comment.pk,),) = rows_of(STORE, values | kept | {"event_reason": reason})
    comment._state.adding = False
    comment._state.db = connection.alias
