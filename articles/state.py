"""What the public pages follow from at an instant, in one query of a few index probes.

Two numbers that the database raises with every change (`PublicVersion`), and the last boundary in time
that has passed: a scheduled story appears with no write at all. While none of them differs, every public
page is what it was.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from articles.models.public_version import COMMENT_SCOPES
from newsportal.database.asking import rows_of
from newsportal.database.one_plan import one_plan

# The columns whose instants change pages when they pass: an index on each finds the last of them.
# Apps above this one add their own before the first request.
BOUNDARIES: list[tuple[str, str]] = [
    ("articles_edition", "starts_at"),
    ("articles_edition", "ends_at"),
    ("articles_placement", "starts_at"),
    ("articles_placement", "ends_at"),
]
STATE = """
SELECT coalesce((SELECT version FROM articles_publicversion WHERE scope = 0), 0),
       coalesce(({comments}), 0)::bigint, greatest({boundaries})
"""
BOUNDARY = "(SELECT max({column}) FROM {table} WHERE {column} <= %(at)s)"
OF_ALL_ARTICLES = "SELECT sum(version) FROM articles_publicversion WHERE scope > 0"
OF_ONE_ARTICLE = (
    "SELECT version FROM articles_publicversion WHERE scope = 1 + ({article}) %% {count}"
)


@dataclass(frozen=True)
class SiteState:
    """Two pages of one address and one state are the same, byte for byte.

    `comments` is the version of those on one article where the page shows no others, else the sum of
    all: each rises only, so the sum changes with any of them. `boundary` is None before the first.
    """

    stories: int
    comments: int
    boundary: datetime | None
    today: date


def state_of(request: HttpRequest) -> SiteState:
    """The state for which a request is answered, read once for it however often it is asked for."""
    known: SiteState | None = getattr(request, "site_state", None)
    return known or read_state(request, OF_ALL_ARTICLES)


def state_of_article(request: HttpRequest, article: str, key: Any) -> SiteState:
    """The state of a page whose only comments are those on one article.

    `article` is a query for the article's key by %(key)s, `key` the value.
    """
    comments = OF_ONE_ARTICLE.format(article=article, count=COMMENT_SCOPES)
    return read_state(request, comments, key)


def read_state(request: HttpRequest, comments: str, key: Any = None) -> SiteState:
    """Read the state and keep it on the request."""
    at: datetime = getattr(request, "at", None) or timezone.now()
    (row,) = rows_of(_statement(comments), {"at": at, "key": key})
    stories, version, boundary = row
    state = SiteState(stories, version, boundary, timezone.localdate(at))
    request.site_state = state  # type: ignore[attr-defined]
    return state


@cache
def _statement(comments: str) -> str:
    boundaries = (BOUNDARY.format(table=table, column=column) for table, column in BOUNDARIES)
    return one_plan(STATE.format(comments=comments, boundaries=", ".join(boundaries)))
