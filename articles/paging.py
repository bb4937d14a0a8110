"""Keyset paging: a page of a list begins where the reader's cursor says, however deep it is.

A cursor is the sort key of the last row that was shown, `2025-11-22T18:00:00Z~123`. It holds no offset,
so nothing is skipped or shown twice when a story is published meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from urllib.parse import quote

MOST_KEY = 2**63 - 1


class BadCursor(Exception):
    """The text is no cursor, or not in the one way in which it is written."""


@dataclass(frozen=True)
class Cursor:
    """A row's place in a list that is sorted by time and then by a unique key, newest first."""

    at: datetime
    key: int

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z~{self.key}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; raises BadCursor for anything else, so a page has one address."""
        moment, _, key = text.partition("~")
        try:
            cursor = cls(datetime.fromisoformat(moment), int(key))
            if cursor.at.tzinfo is None or not 0 <= cursor.key <= MOST_KEY:
                raise BadCursor(text)
            written = str(cursor)
        except (ValueError, OverflowError) as error:
            raise BadCursor(text) from error
        if written != text:
            raise BadCursor(text)
        return cursor


@dataclass(frozen=True)
class Page[Row]:
    """Some rows of a list, and the cursor of what follows them if anything does."""

    rows: list[Row]
    following: Cursor | None

    def next_page(self, path: str) -> str | None:
        """The address of the page that follows, on the same path."""
        return page_path(path, self.following) if self.following else None


def page_path(path: str, cursor: Cursor | None) -> str:
    """The address of the page that begins at a cursor; the first page is the path itself."""
    return f"{path}?before={quote(str(cursor), safe=':~')}" if cursor else path


def cut[Row](rows: list[Row], size: int, cursor_of: Callable[[Row], Cursor]) -> Page[Row]:
    """The first `size` of rows of which one more was read than a page has."""
    shown = rows[:size]
    return Page(shown, cursor_of(shown[-1]) if len(rows) > size else None)
