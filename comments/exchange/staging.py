"""Temporary tables that hold a whole file before anything of it is stored.

So a file that ends in the middle stores nothing, a comment may stand before the one that it answers, and
memory holds a batch, whatever the file's size. The tables are this connection's own and end with it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched
from typing import Any, NamedTuple

from django.db import connection

from comments.exchange.entries import DELETED, Entry, Place
from comments.models import Comment

BATCH = 500  # rows
TABLES = """
DROP TABLE IF EXISTS pg_temp.staged_comment, pg_temp.staged_place;
CREATE TEMPORARY TABLE staged_place (
    key text PRIMARY KEY, address text NOT NULL, slug text NOT NULL, names text[] NOT NULL,
    line bigint NOT NULL, settings jsonb NOT NULL, article_id bigint,
    left_out boolean NOT NULL DEFAULT false
);
CREATE TEMPORARY TABLE staged_comment (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line bigint NOT NULL, key text NOT NULL UNIQUE, place text NOT NULL, parent text NOT NULL,
    nickname text NOT NULL, text text NOT NULL, state text NOT NULL, created_at timestamptz,
    facts jsonb NOT NULL, article_id bigint, level integer
);
"""
STAGE_PLACES = """
INSERT INTO staged_place AS known (key, address, slug, names, line, settings)
SELECT DISTINCT ON (row->>'key') row->>'key', row->>'address', row->>'slug',
       ARRAY(SELECT jsonb_array_elements_text(row->'names')), (row->>'line')::bigint, row->'settings'
FROM jsonb_array_elements(%s::jsonb) AS row
ORDER BY row->>'key', row->'settings' = '{}', (row->>'line')::bigint
ON CONFLICT (key) DO UPDATE SET line = excluded.line, settings = excluded.settings
WHERE known.settings = '{}' AND excluded.settings <> '{}'
"""
STAGE_COMMENTS = """
INSERT INTO staged_comment (line, key, place, parent, nickname, text, state, created_at, facts)
SELECT (row->>'line')::bigint, row->>'key', row->>'place', row->>'parent', row->>'nickname',
       row->>'text', row->>'state', (row->>'created_at')::timestamptz, row->'facts'
FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS rows (row, place_in_batch)
ORDER BY place_in_batch
ON CONFLICT (key) DO NOTHING
RETURNING key, line
"""
# What its old system took away leaves a mark only where somebody answered it.
DECIDE_DELETED = """
UPDATE staged_comment AS gone SET state = CASE WHEN EXISTS (
    SELECT FROM staged_comment AS answer
    WHERE answer.parent = gone.key AND answer.place = gone.place AND answer.state = %(published)s
) THEN %(removed)s ELSE %(rejected)s END
WHERE gone.state = %(deleted)s
"""
PUT_INTO_ARTICLES = """
UPDATE staged_comment SET article_id = place.article_id
FROM staged_place AS place WHERE place.key = staged_comment.place
"""
# A comment that answers one of another article, or itself by a detour, starts a conversation.
LEVELS = """
WITH RECURSIVE tree AS (
    SELECT key, article_id, 0 AS level FROM staged_comment AS one
    WHERE article_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM staged_comment AS parent
        WHERE parent.key = one.parent AND parent.article_id = one.article_id
    )
    UNION ALL
    SELECT answer.key, answer.article_id, tree.level + 1 FROM tree JOIN staged_comment AS answer
    ON answer.parent = tree.key AND answer.article_id = tree.article_id
)
UPDATE staged_comment SET level = tree.level FROM tree WHERE tree.key = staged_comment.key;
UPDATE staged_comment SET level = 0 WHERE article_id IS NOT NULL AND level IS NULL;
CREATE INDEX ON staged_comment (article_id, level, position);
"""
NEXT = """
SELECT position, line, key, parent, nickname, text, state, created_at, facts, level
FROM staged_comment
WHERE article_id = %(article)s AND (level, position) > (%(level)s, %(position)s)
ORDER BY level, position LIMIT %(limit)s
"""


class Staged(NamedTuple):
    """An entry of the file as the temporary table has it; `level` 0 starts a conversation."""

    position: int
    line: int
    key: str
    parent: str
    nickname: str
    text: str
    state: str
    created_at: datetime | None
    facts: dict[str, Any]
    level: int


class UnmatchedPlace(NamedTuple):
    """A conversation of the file without an article here, and how many comments wait for one."""

    key: str
    address: str
    comments: int
    line: int


def make_tables() -> None:
    """Empty tables, whatever an earlier import of this connection left."""
    _execute(TABLES)


def stage_places(places: Sequence[Place]) -> None:
    """Note what was commented on; the first of one key counts, and the first settings of it."""
    rows = [{**vars(place), "settings": dict(place.settings)} for place in places]
    _execute(STAGE_PLACES, [json.dumps(rows)])


def stage_comments(entries: Sequence[Entry]) -> list[Entry]:
    """Note comments; returns those whose key the file has used before, which are not noted."""
    rows = [{**vars(one), "facts": dict(one.facts), "created_at": _text(one)} for one in entries]
    with connection.cursor() as cursor:
        cursor.execute(STAGE_COMMENTS, [json.dumps(rows)])
        noted = {(key, line) for key, line in cursor.fetchall()}
    repeated = []
    for entry in entries:
        if (entry.key, entry.line) in noted:
            noted.discard((entry.key, entry.line))
        else:
            repeated.append(entry)
    return repeated


def places() -> Iterator[Place]:
    """Everything that was commented on, in no order."""
    query = """
        SELECT key, address, slug, names FROM staged_place
        WHERE key IN (SELECT place FROM staged_comment)
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetchall()
    for key, address, slug, names in rows:
        yield Place(key, address, slug, tuple(names))


def match(found: Iterable[tuple[str, int | None]]) -> None:
    """Note the articles of places; None for those that the newsroom leaves out."""
    update = """
        UPDATE staged_place SET article_id = pair.article, left_out = pair.article IS NULL
        FROM unnest(%s::text[], %s::bigint[]) AS pair (key, article)
        WHERE pair.key = staged_place.key
    """
    for rows in batched(found, BATCH):
        _execute(update, [[key for key, _ in rows], [article for _, article in rows]])


def arrange() -> None:
    """Bring the comments below their articles, and into an order in which parents come first."""
    State = Comment.State  # noqa: N806 - the name of the class
    states = {"published": State.PUBLISHED, "removed": State.REMOVED, "rejected": State.REJECTED}
    _execute(DECIDE_DELETED, {**states, "deleted": DELETED})
    _execute(PUT_INTO_ARTICLES)
    _execute(LEVELS)


def unmatched() -> list[UnmatchedPlace]:
    """Conversations that found no article, in the order of the file."""
    query = """
        SELECT staged_comment.place, coalesce(address, ''), count(*), min(staged_comment.line)
        FROM staged_comment LEFT JOIN staged_place ON staged_place.key = staged_comment.place
        WHERE staged_comment.article_id IS NULL AND NOT coalesce(left_out, false)
        GROUP BY 1, 2 ORDER BY 4
    """
    return [UnmatchedPlace(*row) for row in _rows(query)]


def left_out_count() -> int:
    """How many comments are of conversations that the newsroom leaves out."""
    query = """
        SELECT count(*) FROM staged_comment AS one JOIN staged_place ON staged_place.key = one.place
        WHERE left_out
    """
    return int(_rows(query)[0][0])


def articles() -> list[int]:
    """The articles that get comments."""
    query = "SELECT DISTINCT article_id FROM staged_comment WHERE article_id IS NOT NULL ORDER BY 1"
    return [article for (article,) in _rows(query)]


def settings(article: int) -> tuple[int, dict[str, Any]] | None:
    """What the file says of an article's conversation besides its comments, and in which line."""
    query = """
        SELECT line, settings FROM staged_place WHERE article_id = %s AND settings <> '{}'
        ORDER BY line LIMIT 1
    """
    for line, written in _rows(query, [article]):
        return line, json.loads(written)
    return None


def batches(article: int) -> Iterator[list[Staged]]:
    """The comments of an article in batches of one level each, parents before their answers."""
    level, position = -1, 0
    while True:
        values = {"article": article, "level": level, "position": position, "limit": BATCH}
        rows = [_staged(row) for row in _rows(NEXT, values)]
        same = [row for row in rows if row.level == rows[0].level]
        if not same:
            return
        yield same
        level, position = same[-1].level, same[-1].position


def _staged(row: tuple[Any, ...]) -> Staged:
    staged = Staged._make(row)
    return staged._replace(facts=json.loads(row[-2]))


def _text(entry: Entry) -> str | None:
    return entry.created_at.isoformat() if entry.created_at else None


def _execute(statement: str, values: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rows(query: str, values: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
