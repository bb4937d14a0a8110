"""The watch over a page notices what it is there for; these pages misbehave on purpose."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.browser.watch import Watch

pytestmark = pytest.mark.urls("tests.browser.test_watch")

PAGES = {
    "fine": "<h1>Fine</h1><img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    "inline-script": "<script>document.title = 'changed'</script>",
    "inline-style": "<p style='color: red'>Red</p>",
    "elsewhere": "<img alt='' src='http://elsewhere.example.org/a.png'>",
    "missing-picture": "<img alt='' src='/missing.png'>",
    "broken-script": "<script src='/script.js'></script>",
}


def show(request: HttpRequest, name: str) -> HttpResponse:
    response = HttpResponse(f"<!doctype html><title>{name}</title>{PAGES[name]}")
    response["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self';"
        " img-src 'self' data: http://elsewhere.example.org"
    )
    return response


def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse("throw new Error('broken on purpose')", content_type="text/javascript")


def fail(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Failed</title>", status=500)


def miss(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def refuse(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Refused</title>", status=422)


urlpatterns = [
    path("script.js", script),
    path("fail/", fail),
    path("refuse/", refuse),
    path("missing.png", miss),
    path("favicon.ico", miss),
    path("pages/<name>/", show),
]


@pytest.fixture
def problems_of(browser, live_server):
    """Opens a page and returns what the watch noticed."""
    contexts = []

    def open_page(address: str) -> list[str]:
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        watch = Watch(context, live_server.url)
        context.new_page().goto(address)
        return watch.problems

    yield open_page
    for context in contexts:
        context.close()


def test_a_page_in_order_passes(problems_of):
    assert problems_of("/pages/fine/") == []


@pytest.mark.parametrize(
    ("address", "noticed"),
    [
        ("/pages/inline-script/", "inline script"),
        ("/pages/inline-style/", "inline style"),
        ("/pages/elsewhere/", "request to another site: http://elsewhere.example.org/a.png"),
        ("/pages/missing-picture/", "status 404"),
        ("/pages/broken-script/", "broken on purpose"),
        ("/fail/", "status 500"),
    ],
)
def test_what_a_page_must_not_do_is_noticed(problems_of, address, noticed):
    assert any(noticed in problem for problem in problems_of(address))


def test_a_refused_form_is_a_page_like_any_other(problems_of):
    assert problems_of("/refuse/") == []


def test_the_page_fixture_opens_addresses_of_the_site(page):
    page.goto("/pages/fine/")

    assert page.title() == "fine"


def test_a_page_without_javascript_runs_none(page_without_javascript):
    page_without_javascript.goto("/pages/broken-script/")

    assert page_without_javascript.title() == "broken-script"


def test_a_mobile_page_has_a_small_screen(mobile_page):
    mobile_page.goto("/pages/fine/")

    assert mobile_page.evaluate("window.screen.width") == 360
