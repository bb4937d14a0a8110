"""What a worker does before it listens, so that its first readers wait no longer than later ones.

A page of each busy kind is asked for, for nobody: its statements are compiled by the ORM, its modules
imported, and what is read once in a process is there. It comes from Django itself, past the shared
cache, and counts nowhere (`RecordingMiddleware`). The transaction around it is read only, so that
whatever a page may do, the start of a server writes nothing.

Then the statements of these pages are asked again on each connection that the pool keeps. PostgreSQL
plans a statement for each connection, and not only once (`USES_UNTIL_PLANNED`).

Nothing of it is needed: where the database does not answer, or a page fails, the worker starts without.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from time import monotonic
from typing import Any, cast
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import Error, connection, transaction
from django.utils import timezone

from articles.models import Edition, Subject
from comments.models import Comment
from newsportal.database.backend.base import DatabaseWrapper
from newsportal.http.addresses import path_of
from newsportal.http.recording import UNRECORDED
from newsportal.http_cache.keys import Key
from newsportal.http_cache.origin import clean_request
from newsportal.serving.connections import KEPT_CONNECTIONS

# For its first use; when psycopg prepares it, at the second; and five times for the values at hand,
# before PostgreSQL considers one plan for all of them.
USES_UNTIL_PLANNED = 7
SECONDS = 5.0  # after which nothing further is begun; it takes one where the machine is not busy

logger = logging.getLogger(__name__)

type Asked = tuple[str, Any]


def rehearse(site: WSGIHandler) -> None:
    """Have the process and its connections know the busiest pages of the site; never raises.

    `site` is Django, without the shared cache.
    """
    deadline = monotonic() + SECONDS
    try:
        asked = _ask_for_pages(site, deadline)
        _plan(asked, deadline)
    except Error as error:
        logger.warning("The site starts unrehearsed: %s", " ".join(str(error).split()))
    except Exception:
        logger.exception("The site starts unrehearsed.")
    finally:
        connection.close()


def addresses(at: datetime) -> Iterator[str]:
    """One page of each busy kind, as far as the newspaper has it: of the latest story and comment."""
    yield path_of("front")
    stories = Edition.objects.visible(at=at).newest_first()
    story = stories.values_list("path", "article_id", "section__slug", "headline").first()
    if story is None:
        return
    path, article, section, headline = story
    yield path
    yield path_of("section", section)
    yield path_of("article-comments", article)
    yield path_of("comment-new", article)
    yield f"{path_of('search')}?q={quote(headline.split()[0])}"
    people = Subject.objects.visible(at=at).filter(person__isnull=False).order_by("-pk")
    if person := people.values_list("person__slug", flat=True).first():
        yield path_of("person", person)
    comment = Comment.objects.shown().order_by("-pk").values_list("pk", flat=True).first()
    if comment is not None:
        yield path_of("comment", comment)


def _ask_for_pages(site: WSGIHandler, deadline: float) -> list[Asked]:
    """The statements of the pages with their values, in their order. Raises `django.db.Error`."""
    asked: list[Asked] = []

    def remember(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic():
        connection.cursor().execute("SET TRANSACTION READ ONLY")
        paths = list(addresses(timezone.now()))
        with connection.execute_wrapper(remember):
            for path in paths:
                if monotonic() > deadline or not _is_answered(site, path):
                    break
    return [(sql, params) for sql, params in asked if sql.startswith(("SELECT", "WITH", "("))]


def _is_answered(site: WSGIHandler, path: str) -> bool:
    """Ask for one page; False where it fails, which Django has told already."""
    address = urlsplit(path)
    origin = urlsplit(settings.SITE_URL)
    environ = clean_request(Key(origin.scheme, origin.netloc, address.path, address.query))
    environ |= {"REMOTE_ADDR": "127.0.0.1", UNRECORDED: True}
    # A statement that failed would fail all that follow in the transaction. The handler is not called
    # as by a server: it would give the connection back between two pages.
    with transaction.atomic():
        return site.get_response(WSGIRequest(environ)).status_code < 500


def _plan(asked: list[Asked], deadline: float) -> None:
    """Use the statements on each of the connections that the pool keeps. Raises `django.db.Error`."""
    connection.close()
    kept = [cast("DatabaseWrapper", connection.copy()) for _ in range(KEPT_CONNECTIONS)]
    try:
        # All at once, since a connection that goes back may be the next that is given out.
        for one in kept:
            one.ensure_connection()
        for _ in range(USES_UNTIL_PLANNED):
            for one in kept:
                if monotonic() > deadline:
                    return
                _ask_again(one, asked)
    finally:
        for one in kept:
            one.close()


def _ask_again(one: DatabaseWrapper, asked: list[Asked]) -> None:
    """Ask in a transaction that can write nothing; after a rollback psycopg would prepare anew."""
    with closing(one.cursor()) as cursor:
        cursor.execute("BEGIN READ ONLY")
        for sql, params in asked:
            cursor.execute(sql, params)
        cursor.execute("COMMIT")
