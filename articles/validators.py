"""What public pages show besides their address, for `@public(version=…)`."""

from typing import Any

from articles.state import SiteState, state_of, state_of_article
from newsportal.http.page_classes import PublicRequest

VISIBLE_AT_PATH = """
SELECT article_id FROM articles_edition
WHERE path = %(key)s AND starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
ORDER BY starts_at DESC LIMIT 1
"""


def stories(request: PublicRequest, **_parts_of_the_address: Any) -> str:
    """Feeds and sitemaps: what the newsroom writes, whatever the day."""
    state = state_of(request)
    return f"{state.stories} {state.boundary}"


def registers(request: PublicRequest, **_parts_of_the_address: Any) -> str:
    """Pages without stories' cards: nothing of the comments."""
    return f"{stories(request)} {state_of(request).today}"


def lists(request: PublicRequest, **_parts_of_the_address: Any) -> str:
    """Pages with cards, each with the number of its comments and "today" in the place of its date."""
    return _everything(state_of(request))


def story(request: PublicRequest, **_parts_of_the_address: Any) -> str:
    """A story's own page: of all comments those on it."""
    return of_article(request, VISIBLE_AT_PATH, request.path_info)


def of_article(request: PublicRequest, article: str, key: Any) -> str:
    """A page that shows the comments on one article and no others: see `articles.state`."""
    return _everything(state_of_article(request, article, key))


def _everything(state: SiteState) -> str:
    return f"{state.stories} {state.boundary} {state.today} {state.comments}"
