"""Who is asked for the password once more is answered in private, like everybody else."""

from collections.abc import Callable

from allauth.account.middleware import AccountMiddleware
from django.http import HttpRequest, HttpResponseBase

from newsportal.http.page_classes import private

type Answer = Callable[[HttpRequest], HttpResponseBase]


class PrivateAnswersMiddleware:
    """Marks the answers that allauth makes of its exceptions, behind the back of `personal`.

    One is raised wherever a page asks that somebody has proved of late who they are
    (`reauthentication_required`). It stands inside of allauth's own middleware, so it is asked first.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._answer_of = AccountMiddleware(get_response).process_exception

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """The answer that allauth has for an exception of its own; None for all others."""
        answer: HttpResponseBase | None = self._answer_of(request, exception)
        return None if answer is None else private(answer)
