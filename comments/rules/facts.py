"""What rules need to know about an author, a thread and the texts of a day: one bounded query.

With it comes the mark of the rules that are on: which versions of their rows PostgreSQL has. It changes
with every rule, by whatever way that was changed, so each process knows when to compile them anew.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from comments.models import Comment
from comments.rules.likeness import Likeness
from newsportal.database.arrays import array_of
from newsportal.database.asking import rows_of
from newsportal.database.one_plan import one_plan

LAST_DAY = timedelta(days=1)
OWN_AT_MOST = 200
OF_A_BAND = 20
OWN, REPEATS, THREAD = "own", "repeats", "thread"

MARK = """
SELECT coalesce(string_agg(concat_ws(':', id, ctid, xmin), ' ' ORDER BY id), '')
FROM comments_rule WHERE is_on
"""
SECTION = "SELECT section_id FROM articles_article WHERE id = %(thread)s"
# Only what a moderator approved counts as approved, and only while it stands.
APPROVED = """
state = 'published' AND EXISTS (
    SELECT FROM comments_moderationevent
    WHERE comment_id = own.id AND actor_id IS NOT NULL AND to_state = 'published')
"""
OWN_COMMENTS = f"""
SELECT coalesce(jsonb_agg(jsonb_build_array(
    extract(epoch FROM created_at), state, thread_id, {APPROVED})), '[]')
FROM (SELECT id, created_at, state, thread_id FROM comments_comment
      WHERE author_key = %(author)s AND author_key <> '' AND id <> %(comment)s
      ORDER BY created_at DESC, id DESC LIMIT {OWN_AT_MOST}) own
"""  # noqa: S608 -- made of constants
# How many comments came in each of the last minutes, as far as the newest thousand reach back.
THREAD_MINUTES = """
SELECT coalesce(jsonb_object_agg(minute, comments), '{}') FROM (
    SELECT floor(extract(epoch FROM %(now)s - created_at) / 60)::integer AS minute,
           count(*) AS comments
    FROM (SELECT created_at FROM comments_recenttext
          WHERE thread_key = %(thread)s AND created_at > %(day_ago)s
          ORDER BY created_at DESC LIMIT 1000) newest
    GROUP BY minute) counted
"""
# When each reader last reported a comment of the thread, by minutes: one reader counts once. Of all the
# site's reports the newest 200 of a day are looked through, but those that a moderator did not uphold.
THREAD_REPORTS = """
SELECT coalesce(jsonb_object_agg(minute, reporters), '{}') FROM (
    SELECT floor(extract(epoch FROM %(now)s - created_at) / 60)::integer AS minute,
           count(*) AS reporters
    FROM (SELECT max(newest.created_at) AS created_at
          FROM (SELECT comment_id, reporter_key, created_at FROM comments_report
                WHERE created_at > %(day_ago)s AND created_at <= %(now)s
                  AND state IN ('open', 'upheld')
                ORDER BY created_at DESC LIMIT 200) newest
          WHERE %(thread)s = (SELECT thread_id FROM comments_comment WHERE id = newest.comment_id)
          GROUP BY newest.reporter_key) last_ones
    GROUP BY minute) counted
"""
# Band by band, and with the limits out of sight: else PostgreSQL, which takes each band for a common one,
# would rather read the whole day than its index. Where hundreds send the same, a few of each band will
# do: those that meet the text in most bands are most like it.
LIKE_IT = f"""
WITH alike AS MATERIALIZED (
    SELECT near.comment_id, near.created_at, count(*) AS bands
    FROM unnest(%(bands)s::bigint[]) AS band,
         LATERAL (WITH met AS MATERIALIZED (
                      SELECT comment_id, created_at, digest FROM comments_recenttext
                      WHERE bands @> ARRAY[band])
                  SELECT comment_id, created_at FROM met
                  WHERE created_at > %(day_ago)s AND digest <> %(digest)s
                    AND comment_id <> %(comment)s
                  LIMIT {OF_A_BAND}) near
    GROUP BY near.comment_id, near.created_at
    ORDER BY bands DESC, near.created_at DESC, near.comment_id DESC LIMIT 20)
SELECT coalesce(jsonb_agg(jsonb_build_array(
    comment_id, author_key = %(author)s AND author_key <> '', digest = %(digest)s,
    CASE WHEN digest = %(digest)s THEN '{{}}' ELSE sketch END)), '[]')
FROM (
    (SELECT comment_id, author_key, digest, sketch FROM comments_recenttext
     WHERE digest = %(digest)s AND digest <> '' AND created_at > %(day_ago)s
       AND comment_id <> %(comment)s
     ORDER BY created_at DESC LIMIT 10)
    UNION ALL
    SELECT comment_id, author_key, digest, sketch
    FROM comments_recenttext WHERE comment_id IN (SELECT comment_id FROM alike)) found
"""  # noqa: S608 -- made of constants
# What every comment is judged by; posting asks for these columns with its own question. Value: thread.
FEWEST = f"({MARK}), ({SECTION})"
# The further columns: for what each is wanted, and what it says where it is not.
COLUMNS = (
    (OWN, OWN_COMMENTS, "[]"),
    (THREAD, THREAD_MINUTES, "{}"),
    (THREAD, THREAD_REPORTS, "{}"),
    (REPEATS, LIKE_IT, "[]"),
)


class OwnComment(NamedTuple):
    """An earlier comment of the same author."""

    at: datetime
    state: str
    thread: int
    is_approved: bool


class LikeText(NamedTuple):
    """A comment of the last day with the same text, or candidates for nearly the same."""

    comment: int
    is_own: bool
    is_same: bool
    sketch: list[int]


@dataclass(frozen=True, slots=True)
class Facts:
    """`own`: newest first, 200 at most. By whole minutes ago, `minutes`: the thread's comments, and
    `reporters`: those who last reported one of them then.
    """

    mark: str
    section: int | None
    own: Sequence[OwnComment] = ()
    minutes: Mapping[int, int] = field(default_factory=dict)
    reporters: Mapping[int, int] = field(default_factory=dict)
    like: Sequence[LikeText] = ()

    def in_thread(self, minutes: int) -> int:
        """How many comments the thread got within the last so many minutes."""
        return _within(self.minutes, minutes)

    def reporters_in_thread(self, minutes: int) -> int:
        """How many readers reported one of the thread's comments within the last so many minutes."""
        return _within(self.reporters, minutes)


def facts_about(
    comment: Comment, likeness: Likeness, *, now: datetime, wanted: Collection[str]
) -> Facts:
    """Ask once; what is not `wanted` (OWN, REPEATS, THREAD) is not looked for."""
    values = {
        "comment": comment.pk or 0,
        "thread": comment.thread_id,
        "author": comment.author_key,
        "now": now,
        "day_ago": now - LAST_DAY,
        "digest": likeness.digest,
        "bands": array_of(likeness.bands),
    }
    ((mark, section, own, minutes, reporters, like),) = rows_of(_asking(frozenset(wanted)), values)
    return Facts(
        mark=mark,
        section=section,
        own=[_own(*row) for row in json.loads(own)],
        minutes=_by_minute(minutes),
        reporters=_by_minute(reporters),
        like=[LikeText(*row) for row in json.loads(like)],
    )


@cache
def _asking(wanted: frozenset[str]) -> str:
    """The statement for what is wanted. What is not would cost its place in the plan at each use.

    To plan it for each comment took more than twice as long as to answer it.
    """
    columns = [
        f"({column})" if reason in wanted else f"'{nothing}'" for reason, column, nothing in COLUMNS
    ]
    return one_plan(f"SELECT {FEWEST}, {', '.join(columns)}")


def _within(counts: Mapping[int, int], minutes: int) -> int:
    return sum(count for ago, count in counts.items() if ago < minutes)


def _by_minute(counts: str) -> dict[int, int]:
    return {int(minute): count for minute, count in json.loads(counts).items()}


def _own(at: float, state: str, thread: int, is_approved: Any) -> OwnComment:
    return OwnComment(datetime.fromtimestamp(at, tz=UTC), state, thread, bool(is_approved))
