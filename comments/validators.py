"""What the public pages of comments show besides their address, for `@public(version=…)`."""

from typing import Any

from articles.paging import MOST_KEY
from articles.validators import of_article
from newsportal.http.page_classes import PublicRequest

ITSELF = "SELECT %(key)s::bigint"
OF_COMMENT = "SELECT thread_id FROM comments_comment WHERE id = %(key)s"


def thread(
    request: PublicRequest, *, article_id: int, **_other_parts_of_the_address: Any
) -> str | None:
    """A page of the comments on an article."""
    return of_article(request, ITSELF, article_id) if article_id <= MOST_KEY else None


def conversation(request: PublicRequest, *, comment_id: int) -> str | None:
    """A comment's own page: it may change with every other one on the same article."""
    return of_article(request, OF_COMMENT, comment_id) if comment_id <= MOST_KEY else None
