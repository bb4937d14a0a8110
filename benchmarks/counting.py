"""How many requests reach Django: a middleware that writes down each, in the site's own stack.

It asks neither the cache nor its counters, so it can contradict both. A server counts when it is
started with the settings `benchmarks.counted_settings` and the file's path in BENCHMARK_COUNTED.
"""

import os
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest
from django.http.response import HttpResponseBase

FILE = "BENCHMARK_COUNTED"
SETTINGS = "benchmarks.counted_settings"


class CountedRequests:
    """Adds a line with the path of every request; short lines of several writers don't mix."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._file = os.open(os.environ[FILE], flags, 0o600)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Count it, then let the site answer."""
        os.write(self._file, f"{request.get_full_path()}\n".encode())
        return self._get_response(request)


class Counted:
    """What was counted since the file was made new."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.write_text("")

    @property
    def environment(self) -> dict[str, str]:
        """What makes a server of the site count."""
        return {FILE: str(self._file), "DJANGO_SETTINGS_MODULE": SETTINGS}

    def requests(self, path: str) -> int:
        """How often Django was asked for a path."""
        return self._file.read_text().splitlines().count(path)
