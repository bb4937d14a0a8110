"""Poisoning, deception and key confusion, through the whole site.

What each of these requests tries: to have the cache keep bytes that its own words changed, and give
them to somebody else; or to have it keep a page that is one person's (Kettle, "Practical Web Cache
Poisoning", 2018; Gil, "Web Cache Deception", 2017; CWE-444, CWE-525).
"""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from newsportal.http_cache.assembling import shared_cache
from newsportal.http_cache.cache import SharedCache
from tests.makers import make_article, make_edition, make_section, make_user
from tests.newsportal.http_cache.site import send

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/world/",
    "/world/2025/11/22/pardons/",
    "/search/?q=pardons",
    "/feed.xml",
    "/robots.txt",
    "/no/such/page",
]
POISON = "evil.example"
HEADERS: dict[str, dict[str, Any]] = {
    "forwarded host": {"HTTP_X_FORWARDED_HOST": POISON},
    "forwarded": {"HTTP_FORWARDED": f"host={POISON};proto=https"},
    "host in other words": {"HTTP_X_HOST": POISON, "HTTP_X_FORWARDED_SERVER": POISON},
    "original url": {"HTTP_X_ORIGINAL_URL": "/admin/", "HTTP_X_REWRITE_URL": "/admin/"},
    "scheme": {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_SCHEME": "nothttps"},
    "port": {"HTTP_X_FORWARDED_PORT": "666"},
    "prefix": {"HTTP_X_FORWARDED_PREFIX": f"//{POISON}", "HTTP_X_SCRIPT_NAME": f"/{POISON}"},
    "method override": {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST", "HTTP_X_METHOD_OVERRIDE": "PUT"},
    "htmx": {"HTTP_HX_REQUEST": "true", "HTTP_HX_BOOSTED": "true"},
    "cookies": {"HTTP_COOKIE": f"session={POISON}; csrf={POISON}; messages={POISON}"},
    "authorization": {"HTTP_AUTHORIZATION": "Basic ZXZpbDpldmls"},
    "language": {"HTTP_ACCEPT_LANGUAGE": "ar", "HTTP_ACCEPT": "application/json"},
    "referrer": {"HTTP_REFERER": f"https://{POISON}/", "HTTP_ORIGIN": f"https://{POISON}"},
    "range": {"HTTP_RANGE": "bytes=0-5"},
    "conditions": {
        "HTTP_IF_MATCH": '"never"',
        "HTTP_IF_MODIFIED_SINCE": "Sun, 22 Nov 2099 00:00:00 GMT",
        "HTTP_IF_UNMODIFIED_SINCE": "Sun, 22 Nov 1999 00:00:00 GMT",
    },
    "request directives": {"HTTP_CACHE_CONTROL": "no-store, only-if-cached", "HTTP_PRAGMA": "x"},
    "user agent": {"HTTP_USER_AGENT": "<script>alert(1)</script>"},
    "hop by hop": {"HTTP_CONNECTION": "close, cache-control", "HTTP_TE": "trailers"},
    "a body": {"wsgi.input": io.BytesIO(b"q=evil"), "CONTENT_LENGTH": "6"},
    "a form": {
        "wsgi.input": io.BytesIO(b"q=evil"),
        "CONTENT_LENGTH": "6",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
    },
    "script name": {"SCRIPT_NAME": f"/{POISON}"},
    "head": {"REQUEST_METHOD": "HEAD"},
}
QUERIES = [
    "utm_source=evil",
    "cb=evil&cb=evil2",
    "_method=POST",
    "%00=evil",
    "b%65fore_=x",
    "%ff=%fe",
    ";q=x",
]
VARIANTS = ["//", "/.", "/%2e", "/index.html", ";.css", "x.css", "%00.css", "/..%2f", "?"]


@dataclass
class Site:
    cache: SharedCache

    def ask(self, address, **environ):
        path, _, query = address.partition("?")
        request = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        got = send(self.cache, request | environ)
        left_out = {"age", "cache-status", "date", "x-request-id"}
        headers = sorted(pair for pair in got.headers if pair[0].lower() not in left_out)
        return got.status, headers, got.body

    def control(self, page):
        """The page as it has to be, whatever others ask."""
        answer = self.ask(page)
        assert answer[0] == (404 if page == "/no/such/page" else 200)
        return answer

    @property
    def kept(self):
        return len(self.cache.store)


def new_site():
    return Site(shared_cache(WSGIHandler()))


@pytest.fixture(autouse=True)
def _one_connection():
    """Requests end without closing the test's connection, as those of Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def site():
    """The site with an article, behind a cold cache."""
    make_edition(
        make_article(section=make_section(name="World", slug="world"), slug="pardons"),
    )
    return new_site()


@pytest.mark.parametrize("page", PAGES)
def test_no_header_changes_what_the_next_reader_gets(site, page):
    control = site.control(page)
    for name, poison in HEADERS.items():
        attacked = new_site()
        attacked.ask(page, **poison)
        assert attacked.ask(page) == control, name


@pytest.mark.parametrize("page", PAGES)
def test_no_undeclared_parameter_changes_or_multiplies_a_page(site, page):
    control = site.control(page)
    kept = site.kept
    for query in QUERIES:
        attacked = new_site()
        joined = f"{page}{'&' if '?' in page else '?'}{query}"
        if query != ";q=x":
            assert attacked.ask(joined)[2] == control[2], query
        assert attacked.ask(page) == control, query
        if query != ";q=x":
            site.ask(joined)
    assert site.kept == kept


@pytest.mark.parametrize("page", ["/world/", "/world/2025/11/22/pardons/"])
def test_addresses_that_look_alike_are_kept_apart(site, page):
    control = site.control(page)
    for ending in VARIANTS:
        attacked = new_site()
        attacked.ask(page + ending)
        assert attacked.ask(page) == control, ending


def test_an_unknown_host_is_refused_and_not_kept(site):
    for host in (POISON, f"127.0.0.1:8000@{POISON}", f"{POISON}#127.0.0.1", "", "a b"):
        status, _, body = site.ask("/", HTTP_HOST=host)
        assert status == 400
        assert POISON.encode() not in body
    assert site.kept == 0


def test_no_page_of_one_person_is_kept_under_any_name(site):
    """Deception: an address that looks like a file, and leads to somebody's own page."""
    browser = Client()
    browser.force_login(make_user(is_staff=True, is_superuser=True))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    for address in (
        "/admin/",
        "/admin/x.css",
        "/admin/;x.css",
        "/admin/articles/article/",
        "/admin//",
    ):
        site.ask(address, HTTP_COOKIE=cookies)
    for address in ("/admin/", "/admin/x.css", "/admin/articles/article/"):
        status, _, body = site.ask(address)
        assert status != 200
        assert b"Sign out" not in body
        assert b"Log out" not in body
    assert site.kept == 0


@pytest.mark.parametrize("page", PAGES)
def test_who_is_signed_in_gets_the_same_bytes(site, page):
    browser = Client()
    browser.force_login(make_user(is_staff=True, is_superuser=True))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    mine, others = site.ask(page, HTTP_COOKIE=cookies), site.control(page)
    assert mine == others
    assert not any(name.lower() == "set-cookie" for name, _ in mine[1])


def test_a_write_to_a_public_page_is_refused_and_changes_nothing(site):
    control = site.control("/world/")
    for method in ("POST", "PUT", "DELETE", "PATCH", "PURGE", "FOO"):
        status, headers, _ = site.ask("/world/", REQUEST_METHOD=method)
        assert status == 405
        assert not any(name.lower() == "set-cookie" for name, _ in headers)
    assert site.ask("/world/") == control
