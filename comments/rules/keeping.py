"""What stays of a verdict: the signals of a revision, and the text for the comments of the next day."""

import json
from collections.abc import Iterable
from datetime import datetime

from comments.models import Comment, Signal
from comments.rules.likeness import Likeness
from newsportal.database.asking import rows_of

# Both in one statement: every comment passes here, and the database is asked once.
KEEP = """
WITH noticed AS (
    INSERT INTO comments_signal (comment_id, revision_number, rule_id, kind, rule_version, action,
                                 words, spans, created_at)
    SELECT %(comment)s, %(revision)s, rule_id, kind, rule_version, action, words, spans, created_at
    FROM ROWS FROM (jsonb_to_recordset(%(signals)s::jsonb) AS (
        rule_id bigint, kind text, rule_version integer, action text, words text, spans jsonb,
        created_at timestamptz)) WITH ORDINALITY ORDER BY ordinality
)
INSERT INTO comments_recenttext (comment_id, thread_key, author_key, created_at, digest, sketch, bands)
VALUES (%(comment)s, %(thread)s, %(author)s, %(now)s, %(digest)s, %(sketch)s::bigint[],
        %(bands)s::bigint[])
ON CONFLICT (comment_id) DO UPDATE SET created_at = excluded.created_at, digest = excluded.digest,
    sketch = excluded.sketch, bands = excluded.bands
RETURNING comment_id
"""


def keep(comment: Comment, signals: Iterable[Signal], likeness: Likeness, *, now: datetime) -> None:
    """Store the signals with the revision; an edited comment's text takes the place of the old one."""
    values = {
        "comment": comment.pk,
        "revision": comment.revision_number,
        "signals": json.dumps([_facts(signal) for signal in signals]),
        "thread": comment.thread_id,
        "author": comment.author_key,
        "now": now,
        "digest": likeness.digest,
        "sketch": likeness.sketch,
        "bands": likeness.bands,
    }
    rows_of(KEEP, values)


def _facts(signal: Signal) -> dict[str, object]:
    return {
        "rule_id": signal.rule_id,
        "kind": signal.kind,
        "rule_version": signal.rule_version,
        "action": signal.action,
        "words": signal.words,
        "spans": signal.spans,
        "created_at": signal.created_at.isoformat(),
    }
