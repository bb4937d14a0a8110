"""What stays of a verdict: the signals of a revision, and the text for the comments of the next day."""

import json
from collections.abc import Iterable
from datetime import datetime

from comments.models import Comment, Signal
from comments.rules.likeness import Likeness
from newsportal.database.arrays import array_of
from newsportal.database.asking import rows_of

# Both go with `judged`, the comment's row in the statement that they are a part of.
NOTICED = """
INSERT INTO comments_signal (comment_id, revision_number, rule_id, kind, rule_version, action,
                             words, spans, created_at)
SELECT judged.id, judged.revision_number, rule_id, kind, rule_version, action, words, spans,
       signals.created_at
FROM judged, ROWS FROM (jsonb_to_recordset(%(signals)s::jsonb) AS (
    rule_id bigint, kind text, rule_version integer, action text, words text, spans jsonb,
    created_at timestamptz)) WITH ORDINALITY AS signals
ORDER BY ordinality
"""
REMEMBERED = """
INSERT INTO comments_recenttext (comment_id, thread_key, author_key, created_at, digest, sketch, bands)
SELECT id, thread_id, author_key, %(judged_at)s, %(digest)s, %(sketch)s::bigint[], %(bands)s::bigint[]
FROM judged
ON CONFLICT (comment_id) DO UPDATE SET created_at = excluded.created_at, digest = excluded.digest,
    sketch = excluded.sketch, bands = excluded.bands
"""
KEEP = f"""
WITH judged AS (
    SELECT id, %(revision)s::integer AS revision_number, thread_id, author_key
    FROM comments_comment WHERE id = %(comment)s
), noticed AS ({NOTICED})
{REMEMBERED}
RETURNING comment_id
"""  # noqa: S608 -- made of constants


def keep(comment: Comment, signals: Iterable[Signal], likeness: Likeness, *, now: datetime) -> None:
    """Store the signals with the revision; an edited comment's text takes the place of the old one."""
    values = values_to_keep(signals, likeness, now=now)
    rows_of(KEEP, values | {"comment": comment.pk, "revision": comment.revision_number})


def values_to_keep(
    signals: Iterable[Signal], likeness: Likeness, *, now: datetime
) -> dict[str, object]:
    """The values of NOTICED and REMEMBERED."""
    return {
        "signals": json.dumps([_facts(signal) for signal in signals]),
        "judged_at": now,
        "digest": likeness.digest,
        "sketch": array_of(likeness.sketch),
        "bands": array_of(likeness.bands),
    }


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
