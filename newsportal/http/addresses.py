"""Addresses that pages repeat in every row: resolved once a process, and then looked up.

Both answers hang on the release alone, which has no other routes and files while a process lives.
"""

from functools import cache, lru_cache

from django.templatetags.static import static
from django.urls import reverse

# Routes with arguments have as many addresses as the archive has rows: the busy ones stay.
REMEMBERED = 8192


@lru_cache(maxsize=REMEMBERED)
def path_of(route: str, *arguments: str | int) -> str:
    """The path of a named route; raises NoReverseMatch as `reverse` does."""
    return reverse(route, args=arguments)


@cache
def static_path(name: str) -> str:
    """The address of a static file under the name that changes with its content."""
    return static(name)
