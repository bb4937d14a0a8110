"""Answers that the views of writing share."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseRedirect

TOKEN_REFUSED = (
    "The form was too old, or your browser keeps no cookies for this site. It is fresh again: please "  # noqa: S105 -- a sentence
    "send once more."
)


class SeeOther(HttpResponseRedirect):
    """The answer to a POST that worked: what to read instead, with GET."""

    status_code = HTTPStatus.SEE_OTHER


def is_for_a_script(request: HttpRequest) -> bool:
    """Whether htmx asks, which puts the form alone into the page that is open."""
    return request.headers.get("HX-Request") == "true"
