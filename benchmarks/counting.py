"""How many pages Django makes: a middleware that writes down each, in the site's own stack.

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
    """Adds a line with status and path of every answer; short lines of several writers don't mix."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._file = os.open(os.environ[FILE], flags, 0o600)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the site answer, and write down how."""
        response = self._get_response(request)
        line = f"{response.status_code} {request.get_full_path()}\n"
        os.write(self._file, line.encode())
        return response


class Counted:
    """What was counted since the file was made new."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.write_text("")

    @property
    def environment(self) -> dict[str, str]:
        """What makes a server of the site count."""
        return {FILE: str(self._file), "DJANGO_SETTINGS_MODULE": SETTINGS}

    def renders(self, path: str) -> int:
        """How often Django made the page; to say that it did not change is less work."""
        return self._file.read_text().splitlines().count(f"200 {path}")
