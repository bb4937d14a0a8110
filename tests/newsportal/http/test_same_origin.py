"""Which requests a page of ours has sent, as browsers tell: Fetch Metadata first, then Origin."""

import pytest
from django.test import RequestFactory

from newsportal.http.same_origin import is_from_our_page


def asked(**headers: str) -> bool:
    return is_from_our_page(RequestFactory().post("/", headers=headers))


def test_a_browser_of_today_says_so():
    assert asked(**{"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize("site", ["same-site", "cross-site", "none", "", "Same-Origin"])
def test_every_other_word_of_a_browser_is_a_no(site):
    """Even beside an Origin that would do: the older header does not overrule the newer one."""
    assert not asked(**{"Sec-Fetch-Site": site, "Origin": "http://testserver"})


@pytest.mark.parametrize("origin", ["http://testserver", "https://news.example.org"])
def test_an_older_browser_names_its_origin(origin, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://news.example.org"]

    assert asked(Origin=origin)


@pytest.mark.parametrize(
    "origin",
    ["null", "", "https://testserver", "http://testserver:8000", "http://testserver.example.org"],
)
def test_another_origin_is_a_stranger(origin):
    assert not asked(Origin=origin)


def test_who_says_nothing_proves_nothing():
    assert not asked()
