"""Which requests are one page: only what its route declares tells two of them apart."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.http_cache.keys import Key, Unreadable, key_of
from newsportal.http_cache.routes import Route

SEARCH = Route(is_public=True, is_limited=True, parameters=("q", "page"))


def key(query="", route=SEARCH, **more):
    environ = {"PATH_INFO": "/search/", "QUERY_STRING": query, "wsgi.url_scheme": "http"}
    return key_of(environ | {"HTTP_HOST": "example.org"} | more, route)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=peace", "q=peace"),
        ("page=2&q=peace", "q=peace&page=2"),
        ("utm_source=x&q=peace&fbclid=1", "q=peace"),
        ("q=war&q=peace", "q=peace"),
        ("q=", "q="),
        ("q", "q="),
        ("Q=peace", ""),
        ("q=a+b", "q=a+b"),
        ("q=a%20b", "q=a+b"),
        ("q=%C3%A9", "q=%C3%A9"),
        ("q=a;page=3", "q=a%3Bpage%3D3"),
        ("q=a%26page=3", "q=a%26page%3D3"),
    ],
)
def test_queries(query, canonical):
    assert key(query).query == canonical


def test_a_route_without_parameters_has_one_page():
    assert key("q=peace&utm_source=x", Route(is_public=True, is_limited=True)).query == ""


def test_hosts_are_compared_without_case_and_schemes_are_told_apart(settings):
    assert key(HTTP_HOST="Example.ORG") == key() == Key("http", "example.org", "/search/", "")
    assert key(**{"wsgi.url_scheme": "https"}) != key()
    assert key(HTTP_X_FORWARDED_PROTO="https") == key(), "nobody said that the header is true"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert key(HTTP_X_FORWARDED_PROTO="https").scheme == "https"
    assert key(HTTP_X_FORWARDED_PROTO="http").scheme == "http"
    assert key(HTTP_X_FORWARDED_PROTO="https, http").scheme == "https"


def test_too_many_fields_are_not_read(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    with pytest.raises(Unreadable):
        key("&".join(f"a{number}=1" for number in range(9)) + "&too=many")


@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_any_query_has_a_key_that_is_its_own_key(query):
    found = key(query)
    assert key(found.query) == found


@given(st.text(max_size=20), st.text(max_size=20))
def test_different_searches_are_different_pages(one, other):
    try:
        first, second = (key(urlencode({"q": words})) for words in (one, other))
    except UnicodeEncodeError:
        return
    assert (first == second) is (one == other)
