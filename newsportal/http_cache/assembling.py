"""The cache as the site runs it: how much it keeps, and how many requests it lets into Django.

The numbers were chosen by measurement: docs/performance.md, "The server".
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from newsportal.database.availability import availability
from newsportal.http.errors import overloaded
from newsportal.http_cache.cache import SharedCache
from newsportal.http_cache.entries import Response
from newsportal.http_cache.gate import Gate
from newsportal.http_cache.whole_answers import WholeAnswers

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

# Requests in Django at once, and waiting before it, for public pages and for all others. Readers can't
# keep editors out, nor the other way round.
READING_PLACES = 4
READING_QUEUE = 32
PERSONAL_PLACES = 4
PERSONAL_QUEUE = 16
PATIENCE_SECONDS = 5.0
REFRESHERS = 2  # threads
# Threads of a worker: all who may wait, and some that always have time for what is ready.
SPARE_THREADS = 8
THREADS = READING_PLACES + READING_QUEUE + PERSONAL_PLACES + PERSONAL_QUEUE + SPARE_THREADS


def shared_cache(application: "WSGIApplication") -> SharedCache:
    """The application behind a cache of the size that the settings name."""
    return SharedCache(
        WholeAnswers(application),
        # Whoever changes a template wants to see it, and no validator knows of it.
        capacity=0 if settings.DEBUG else settings.HTTP_CACHE_MEGABYTES * 1024 * 1024,
        reading=Gate(places=READING_PLACES, queue=READING_QUEUE, patience=PATIENCE_SECONDS),
        personal=Gate(places=PERSONAL_PLACES, queue=PERSONAL_QUEUE, patience=PATIENCE_SECONDS),
        refusal=_refusal,
        is_down=lambda: availability.is_down,
        refreshers=ThreadPoolExecutor(REFRESHERS, thread_name_prefix="http-cache"),
    )


@cache
def _refusal() -> Response:
    """Made once: there is no time to render it when it is needed."""
    page = overloaded()
    return Response(page.status_code, page.reason_phrase, list(page.items()), page.content)
