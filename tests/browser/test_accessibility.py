"""The accessibility rules find what they are there for."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.browser.accessibility import assert_no_axe_violations

pytestmark = pytest.mark.urls("tests.browser.test_accessibility")

STRICT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
FRAME = (
    "<!doctype html><html lang='en'><title>A page</title><meta name='viewport'"
    " content='width=device-width'><main><h1>A page</h1>{}</main></html>"
)


def with_name(request: HttpRequest) -> HttpResponse:
    page = FRAME.format("<label>Name <input name='name'></label>")
    return HttpResponse(page, headers={"Content-Security-Policy": STRICT_POLICY})


def without_name(request: HttpRequest) -> HttpResponse:
    page = FRAME.format("<div><input name='name'></div><p>Text</p>")
    return HttpResponse(page, headers={"Content-Security-Policy": STRICT_POLICY})


urlpatterns = [path("with-name/", with_name), path("without-name/", without_name)]


def test_an_accessible_page_passes_under_a_strict_policy(page):
    page.goto("/with-name/")

    assert_no_axe_violations(page)


def test_a_broken_rule_is_named_with_its_place(page):
    page.goto("/without-name/")

    with pytest.raises(AssertionError, match=r"label \(critical\)[^\n]*\n  input: <input"):
        assert_no_axe_violations(page)


def test_a_part_of_the_page_can_be_checked_alone(page):
    page.goto("/without-name/")

    assert_no_axe_violations(page, within="p")
