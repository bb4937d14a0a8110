"""What a client gets from the cache, and what Django is asked for it."""

import brotli
import pytest

from newsportal.http.page_classes import CACHE_CONTROL
from tests.newsportal.http_cache.site import BODY, Later, Site


def test_a_fresh_page_is_answered_from_memory(site):
    first, second = site.ask(), site.ask()
    assert (first.status, first.version) == (second.status, second.version) == (200, 1)
    assert first["Cache-Status"] == "newsportal; fwd=miss; fwd-status=200; stored"
    assert second["Cache-Status"] == "newsportal; hit; ttl=1"
    assert len(site.origin.requests) == site.origin.closed == 1


def test_the_third_answer_is_the_second_one_again(site):
    site.ask()
    second, third = site.ask(), site.ask()
    assert second == third
    assert site.cache.counters.outcomes == {"miss": 1, "hit": 2}


def test_a_stale_page_is_answered_while_a_newer_one_is_fetched(routes):
    site = Site(refreshers=Later())
    site.ask()
    site.origin.version = 2
    site.now += 2.5
    stale = site.ask()
    assert (stale.version, stale["Age"]) == (1, "2")
    assert stale["Cache-Status"] == "newsportal; hit; ttl=-1"
    site.ask()
    assert len(site.refreshers.tasks) == 1, "one fetch at a time"
    site.refreshers.do()
    assert site.ask().version == 2
    assert len(site.origin.requests) == 2


def test_nothing_older_than_three_seconds_is_shown_while_django_answers(site):
    site.ask()
    site.origin.version = 2
    site.now += 3
    answer = site.ask()
    assert (answer.version, answer["Age"]) == (2, "0")
    assert answer["Cache-Status"] == "newsportal; fwd=stale; fwd-status=200; stored"


def test_an_unchanged_page_is_revalidated_and_not_sent_again(site):
    site.ask()
    site.now += 100
    answer = site.ask()
    assert answer["Cache-Status"] == "newsportal; fwd=stale; fwd-status=304"
    assert (answer.version, answer["Age"]) == (1, "0")
    assert [asked.get("HTTP_IF_NONE_MATCH") for asked in site.origin.requests] == [None, '"v1"']
    assert site.ask()["Cache-Status"] == "newsportal; hit; ttl=1"


@pytest.mark.parametrize("status", ["500 Oh", "502 Oh", "503 Oh", "504 Oh"])
def test_the_last_good_page_stands_in_for_a_failure(site, status):
    site.ask()
    site.origin.status, site.origin.cache_control = status, CACHE_CONTROL["personal"]
    site.now += 86_400
    answer = site.ask()
    assert (answer.status, answer.version, answer["Age"]) == (200, 1, "86400")
    code = status[:3]
    assert answer["Cache-Status"] == (
        f"newsportal; fwd=stale; fwd-status={code}; detail=stale-if-error"
    )
    again = site.ask()
    assert again["Cache-Status"] == "newsportal; hit; ttl=-86399; detail=stale-if-error"
    assert len(site.origin.requests) == 2, "a failing origin is not asked for each request"
    site.now += 1
    assert site.ask().status == int(code), "a day is enough"
    assert len(site.origin.requests) == 3


def test_an_origin_that_is_known_to_be_down_is_not_asked(site):
    site.ask()
    site.down = True
    site.now += 60
    answer = site.ask()
    assert answer["Cache-Status"] == "newsportal; hit; ttl=-59; detail=stale-if-error"
    assert len(site.origin.requests) == 1
    site.down, site.origin.version = False, 2
    assert site.ask().version == 2


def test_a_failure_is_never_kept(site):
    site.origin.status = "500 Oh"
    assert site.ask().status == 500
    site.origin.status = "200 OK"
    assert site.ask().status == 200


@pytest.mark.parametrize(
    "status",
    ["301 Moved Permanently", "404 Not Found", "410 Gone", "451 Unavailable For Legal Reasons"],
)
def test_redirects_and_missing_pages_are_kept_as_pages_are(site, status):
    site.origin.status = status
    assert site.ask().status == site.ask().status == int(status[:3])
    assert len(site.origin.requests) == 1


@pytest.mark.parametrize(
    ("cache_control", "headers"),
    [
        (CACHE_CONTROL["personal"], []),
        ("public, s-maxage=9", [("Set-Cookie", "a=b")]),
        ("public, s-maxage=9", [("Vary", "Cookie")]),
        ("public", []),
    ],
)
def test_what_may_not_be_kept_is_passed_on(site, cache_control, headers):
    site.origin.cache_control, site.origin.headers = cache_control, headers
    first = site.ask()
    assert (first.status, first.version) == (200, 1)
    assert first["Cache-Status"] == "newsportal; fwd=miss; fwd-status=200"
    assert headers == [] or headers[0] in first.headers
    site.ask()
    assert len(site.origin.requests) == 2


def test_a_page_that_became_private_is_forgotten(site):
    site.ask()
    site.origin.cache_control, site.origin.version = CACHE_CONTROL["personal"], 2
    site.now += 10
    site.ask()
    site.origin.status = "500 Oh"
    assert site.ask().status == 500


def test_variants_are_made_once_and_each_has_its_validator(site):
    plain, small = site.ask(), site.ask(accept_encoding="br")
    assert brotli.decompress(small.body) == plain.body
    assert (plain["Content-Encoding"], small["Content-Encoding"]) == (None, "br")
    assert (plain["ETag"], small["ETag"]) == ('"v1"', '"v1-br"')
    assert plain["Vary"] == small["Vary"] == "Accept-Encoding"
    assert small["Content-Length"] == str(len(small.body))
    site.now += 0.5
    assert site.ask(accept_encoding="br", user_agent="another").body is small.body


def test_a_client_that_has_the_page_is_told_so(site):
    tag = site.ask(accept_encoding="br")["ETag"]
    for none_match in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        known = site.ask(accept_encoding="br", if_none_match=none_match)
        assert (known.status, known.body, known["ETag"]) == (304, b"", tag)
        assert known["Cache-Control"] == CACHE_CONTROL["public"]
        assert known["Vary"] == "Accept-Encoding"
        assert known["Content-Length"] is known["Content-Type"] is None
    for none_match in ('"other"', tag.strip('"'), '"v1"', ""):
        assert site.ask(accept_encoding="br", if_none_match=none_match).status == 200
    assert len(site.origin.requests) == 1


def test_a_clients_validator_does_not_reach_django(site):
    assert site.ask(if_none_match='"v1"').status == 304
    assert "HTTP_IF_NONE_MATCH" not in site.origin.requests[0]
    assert site.ask().version == 1, "the page was fetched whole, for everybody"


def test_head_is_a_page_without_its_body(site):
    head = site.ask(method="HEAD")
    page = site.ask()
    assert (head.status, head.body) == (200, b"")
    assert head["Content-Length"] == str(len(page.body)) == page["Content-Length"]
    assert head["ETag"] == page["ETag"]
    assert [asked["REQUEST_METHOD"] for asked in site.origin.requests] == ["GET"]
    assert site.ask("/desk/", method="HEAD").status == 200


def test_age_grows_and_the_page_stays(site):
    site.origin.cache_control = "public, s-maxage=60"
    site.ask()
    ages = []
    for _ in range(4):
        site.now += 0.75
        ages.append(site.ask()["Age"])
    assert ages == ["0", "1", "2", "3"]
    assert len(site.origin.requests) == 1


def test_no_transform_is_obeyed(site):
    site.origin.cache_control = f"{CACHE_CONTROL['public']}, no-transform"
    assert site.ask(accept_encoding="br").body == BODY + b"1"


def test_other_classes_of_pages_reach_django_as_they_are(site):
    for address in ("/desk/", "/picture/"):
        answer = site.ask(address, cookie="session=1", authorization="Basic x", x_more="1")
        assert (answer.status, answer["Cache-Status"]) == (200, None)
        site.ask(address)
    asked = site.origin.requests
    assert len(asked) == 4
    assert asked[0]["HTTP_COOKIE"] == "session=1"
    assert asked[0]["HTTP_AUTHORIZATION"] == "Basic x"
    assert asked[0]["HTTP_X_MORE"] == "1"


def test_very_long_addresses_are_answered_and_not_remembered(site):
    address = f"/search/?q={'a' * 3000}"
    assert site.ask(address).status == 200
    assert len(site.cache.store) == 0


def test_without_room_every_request_is_rendered(routes):
    site = Site(capacity=0)
    site.ask()
    assert site.ask().version == 1
    assert len(site.origin.requests) == 2
