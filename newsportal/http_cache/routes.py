"""What the address of a request tells before Django runs: its route's class and parameters.

The routes say it themselves (`newsportal.http.page_classes`); here it is only looked up, once for an
address while it is remembered.
"""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

REMEMBERED = 8192  # addresses


class Route(NamedTuple):
    """How an address may be answered.

    `is_public`: the same bytes for everybody, made from the address and `parameters` alone.
    `is_limited`: it takes a place in the gate, because Django and the database work for it.
    """

    is_public: bool
    is_limited: bool
    parameters: tuple[str, ...] = ()


PERSONAL = Route(is_public=False, is_limited=True)
FREE = Route(is_public=False, is_limited=False)


@lru_cache(REMEMBERED)
def route_of(path_info: str) -> Route:
    """The route of a `PATH_INFO`; an address that Django refuses is nobody's, so Django answers it."""
    path = get_path_info({"PATH_INFO": path_info})
    if path.startswith(settings.STATIC_URL):
        return FREE
    try:
        view = resolve(path or "/").func
    except Resolver404:
        return PERSONAL
    page_class = getattr(view, "page_class", "personal")
    if page_class == "public":
        parameters = getattr(view, "query_parameters", ())
        return Route(is_public=True, is_limited=True, parameters=parameters)
    # Files are read without the database, and whoever asks how the site is gets an answer.
    if page_class == "immutable" or getattr(view, "never_shed", False):
        return FREE
    return PERSONAL
