"""Proving that copied rows keep the rules whose triggers slept while they were written."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from benchmarks.data.indexes import LARGE
from comments.counting import find_drift

FOREIGN_KEYS = """
SELECT conname, conrelid::regclass::text, confrelid::regclass::text,
       (SELECT array_agg(attname ORDER BY place) FROM unnest(conkey) WITH ORDINALITY k (n, place)
        JOIN pg_attribute ON attrelid = conrelid AND attnum = n),
       (SELECT array_agg(attname ORDER BY place) FROM unnest(confkey) WITH ORDINALITY k (n, place)
        JOIN pg_attribute ON attrelid = confrelid AND attnum = n)
FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY (%s::regclass[]) ORDER BY conrelid::regclass::text, conname
"""
STRANGE_ROOTS = """
SELECT count(*) FROM comments_comment reply JOIN comments_comment parent ON parent.id = reply.parent_id
WHERE reply.root_id IS DISTINCT FROM coalesce(parent.root_id, parent.id)
"""
# Rows that repeat when their edition is visible.
BESIDE_EDITIONS = ("articles_credit", "articles_searchentry", "articles_subject")
STRANGE_TIMES = """
SELECT count(*) FROM {table} row JOIN articles_edition edition ON edition.id = row.edition_id
WHERE (row.starts_at, row.ends_at) IS DISTINCT FROM (edition.starts_at, edition.ends_at)
"""


class Broken(Exception):
    """The rows break a rule of the database."""


def count() -> int:
    """How many rules `check` checks."""
    return len(_foreign_keys()) + len(BESIDE_EDITIONS) + 2


def check() -> Iterator[str]:
    """Check every rule; yields the name of each that holds, raises Broken for one that does not."""
    for name, *key in _foreign_keys():
        _expect_none(name, _orphans(*key))
        yield name
    for table in BESIDE_EDITIONS:
        _expect_none(f"times of {table}", STRANGE_TIMES.format(table=table))
        yield f"times of {table}"
    _expect_none("roots_head_their_conversations", STRANGE_ROOTS)
    yield "roots_head_their_conversations"
    if any(find_drift()):
        raise Broken("The counters of threads differ from their comments.")
    yield "counters of threads"


def _foreign_keys() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS, [list(LARGE)])
        found: list[Any] = cursor.fetchall()
        return found


def _orphans(table: str, target: str, columns: list[str], keys: list[str]) -> str:
    """Counts the rows that point at nothing; a key with an empty part points nowhere."""
    given = " AND ".join(f"row.{column} IS NOT NULL" for column in columns)
    same = " AND ".join(
        f"one.{key} = row.{column}" for key, column in zip(keys, columns, strict=True)
    )
    return (
        f"SELECT count(*) FROM {table} row "  # noqa: S608 -- names from the catalogue
        f"WHERE {given} AND NOT EXISTS (SELECT FROM {target} one WHERE {same})"
    )


def _expect_none(name: str, counting: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(counting)
        (count,) = cursor.fetchone()
    if count:
        raise Broken(f"{count:,} rows break {name}.")
