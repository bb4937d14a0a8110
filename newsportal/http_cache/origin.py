"""Asking Django for a public page, with nothing in the request but what the page may depend on."""

import io
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings

from newsportal.http_cache.entries import Headers, Response
from newsportal.http_cache.keys import Key

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def clean_request(key: Key, etag: str = "") -> dict[str, Any]:
    """The WSGI environment of a GET for that page; with a validator it may be answered by 304."""
    host, _, port = key.host.rpartition(":")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "SERVER_NAME": host or key.host,
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": key.host,
        "CONTENT_LENGTH": "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": key.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        environ[header] = secure if key.scheme == "https" else "http"
    if etag:
        environ["HTTP_IF_NONE_MATCH"] = etag
    return environ


def fetch(application: "WSGIApplication", environ: dict[str, Any]) -> Response:
    """The application's whole response; what it raises is the caller's."""
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: object = None) -> Any:
        started[:] = [(status, headers)]
        return None

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        # Ends Django's request, in this thread: connections belong to threads.
        if close := getattr(parts, "close", None):
            close()
    status, headers = started[0]
    code, _, reason = status.partition(" ")
    return Response(int(code), reason, list(headers), body)
