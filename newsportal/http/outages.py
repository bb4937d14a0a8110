"""What a request is answered with when the database does not answer: 503, with words and at once.

A caller may try again, and a shared cache may go on with what it has (RFC 5861).
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from newsportal.database.outages import is_outage
from newsportal.http.errors import unavailable

logger = logging.getLogger(__name__)


class OutageMiddleware:
    """Answers for the views. What fails outside of one is left to `errors.server_error`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Django calls this with what a view raised; None leaves it to others."""
        if not is_outage(exception):
            return None
        logger.warning("No answer from the database: %s", " ".join(str(exception).split()))
        return unavailable()
