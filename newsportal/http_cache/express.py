"""Answers that stay right for the rest of a second, found by one look.

Nearly all requests of a busy moment ask for the same few pages in the same few ways. What was worked out
for the first of them is right for all others until the page is no longer fresh or its `Age` moves on;
so it is kept under the request's own words, unread. This is what makes a cached page cost little more
than constant bytes: see docs/performance.md.
"""

from typing import Any

from newsportal.http_cache.answers import Answer

# Requests that differ in words alone could fill it; then it starts anew. Long words are not kept.
MOST = 4096
LONGEST = 1024  # characters of one request

type Words = tuple[str | None, ...]


class Express:
    """Ready answers by the words of a request, each with the time until which it is right."""

    def __init__(self) -> None:
        self.ready: dict[Words, tuple[float, Answer]] = {}

    @staticmethod
    def words(environ: dict[str, Any]) -> Words:
        """All of a request that an answer from the cache depends on."""
        get = environ.get
        return (
            environ["PATH_INFO"],
            get("QUERY_STRING"),
            environ["REQUEST_METHOD"],
            get("HTTP_HOST"),
            get("HTTP_ACCEPT_ENCODING"),
            get("HTTP_IF_NONE_MATCH"),
            get("HTTP_X_FORWARDED_PROTO"),
        )

    def keep(self, words: Words, answer: Answer, *, until: float) -> None:
        """Give this answer to the same words until that time."""
        if sum(len(word or "") for word in words) > LONGEST:
            return
        if len(self.ready) >= MOST:
            self.ready = {}
        self.ready[words] = (until, answer)

    def clear(self) -> None:
        """Forget all, because something was written."""
        self.ready = {}
