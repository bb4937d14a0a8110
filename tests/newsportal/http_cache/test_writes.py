"""What a write does to the cache: its author, and whoever reads the address, see what is new."""

import time

import pytest

from newsportal.http_cache import marks
from tests.newsportal.http_cache.site import PUBLIC, Site


@pytest.fixture
def wall(monkeypatch):
    """The wall clock, which stands still."""
    moment = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: moment[0])
    return moment


def write(site, address="/desk/", status="303 See Other", **headers):
    site.origin.status = status
    answer = site.ask(address, method="POST", **headers)
    site.origin.status = "200 OK"
    return answer


def test_the_author_sees_at_once_what_others_see_later(site, wall):
    site.origin.cache_control = "public, s-maxage=60"
    site.ask()
    site.origin.version = 2
    mark = write(site)["Set-Cookie"].partition(";")[0]
    assert site.ask(cookie=f"session=x; {mark}").version == 2
    assert site.ask().version == 2, "and brought it to everybody"


def test_the_authors_next_requests_are_cached_again(site, wall):
    site.origin.cache_control = "public, s-maxage=60"
    site.ask()
    mark = write(site)["Set-Cookie"].partition(";")[0]
    wall[0] += 2
    site.now += 2
    site.ask(cookie=mark)
    asked = len(site.origin.requests)
    site.ask(cookie=mark)
    assert len(site.origin.requests) == asked


def test_a_page_on_its_way_when_the_author_wrote_is_not_enough(site, wall):
    """Another worker's write: the page here is younger than a second, and older than the write."""
    site.origin.cache_control = "public, s-maxage=60"
    site.ask()
    site.origin.version = 2
    wall[0] += 0.4
    site.now += 0.4
    mark = marks.cookie(now=wall[0], secure=False).partition(";")[0]
    assert site.ask(cookie=mark).version == 2


@pytest.mark.parametrize("mark", ["", "nonsense", "nan", "-1", "1799999980", "1,8"])
def test_a_mark_that_is_none_changes_nothing(site, wall, mark):
    site.ask()
    site.ask(cookie=f"{marks.NAME}={mark}")
    assert len(site.origin.requests) == 1


@pytest.mark.parametrize("mark", ["9999999999", "1e400"])
def test_a_mark_from_the_future_asks_no_more_often_than_one_from_now(site, wall, mark):
    site.ask()
    for _ in range(3):
        site.ask(cookie=f"{marks.NAME}={mark}")
    assert len(site.origin.requests) == 4


@pytest.mark.parametrize("status", ["400 Bad", "403 No", "409 No", "422 No", "500 Oh", "503 Oh"])
def test_what_was_not_written_leaves_no_mark(site, status):
    assert write(site, status=status)["Set-Cookie"] is None


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_leaves_no_mark(site, method):
    assert site.ask("/desk/", method=method)["Set-Cookie"] is None


def test_the_mark_keeps_to_tls_where_the_site_does():
    assert marks.cookie(now=1.0, secure=True).endswith("; Secure")
    assert "Secure" not in marks.cookie(now=1.0, secure=False)


@pytest.mark.parametrize(
    ("address", "location", "distrusted"),
    [
        ("/page/", "/desk/", True),
        ("/desk/", "/page/", True),
        ("/desk/", "http://example.org/page/#new", True),
        ("/desk/", "http://elsewhere.example/page/", False),
        ("/desk/", "/other/", False),
        ("/desk/", "page/", False),
    ],
)
def test_the_addresses_that_a_write_names_are_asked_for_anew(site, address, location, distrusted):
    """RFC 9111 §4.4."""
    site.origin.cache_control = "public, s-maxage=60"
    site.ask()
    site.origin.headers, site.origin.version = [("Location", location)], 2
    write(site, address)
    site.now += 0.1
    assert site.ask().version == (2 if distrusted else 1)


def test_a_failed_write_distrusts_nothing(site):
    site.origin.cache_control = "public, s-maxage=60"
    site.ask()
    site.origin.version = 2
    write(site, "/page/", status="422 No")
    assert site.ask().version == 1


def test_a_distrusted_page_stands_in_for_a_failure(site):
    site.ask()
    write(site, "/page/")
    site.origin.status = "503 Oh"
    assert site.ask().version == 1


def test_only_a_write_over_tls_by_a_believed_proxy_is_one(routes, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    said = write(site, x_forwarded_proto="https")["Set-Cookie"]
    assert said.endswith("; Secure")
    assert site.origin.cache_control == PUBLIC
