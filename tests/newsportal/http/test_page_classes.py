import pytest
from django.http import HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.test import RequestFactory

from newsportal.http.page_classes import (
    ASK_AGAIN,
    CACHE_CONTROL,
    immutable,
    personal,
    public,
    query_parameters,
)

get = RequestFactory().get
post = RequestFactory().post


def body(response):
    """What a response that is not streamed holds."""
    assert isinstance(response, HttpResponse)
    return response.content


def answer(content="Page", **fields):
    """A view that always answers alike."""
    return lambda request: HttpResponse(content, **fields)


def test_a_public_page_may_be_shared_and_names_its_content():
    first, other = public(answer())(get("/")), public(answer("Other"))(get("/"))

    assert first.headers["Cache-Control"] == CACHE_CONTROL["public"]
    assert first.headers["ETag"].startswith('"')
    assert first.headers["ETag"] == public(answer())(get("/")).headers["ETag"]
    assert first.headers["ETag"] != other.headers["ETag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_a_cache_has_already_is_not_sent_again(form):
    etag = public(answer())(get("/")).headers["ETag"]

    response = public(answer())(get("/", headers={"If-None-Match": form.format(etag)}))

    assert (response.status_code, body(response)) == (304, b"")
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == CACHE_CONTROL["public"]


def test_what_a_cache_does_not_have_is_sent():
    response = public(answer())(get("/", headers={"If-None-Match": '"other"'}))

    assert response.status_code == 200


@pytest.mark.parametrize("status", [301, 404, 410])
def test_an_answer_that_may_change_back_is_asked_for_again(status):
    response = public(answer(status=status))(get("/"))

    assert response.headers["Cache-Control"] == ASK_AGAIN
    assert "max-age=0" in ASK_AGAIN
    assert "ETag" not in response.headers


def test_a_view_that_sets_its_own_rule_keeps_it():
    response = public(answer(headers={"Cache-Control": "no-store"}))(get("/"))

    assert response.headers["Cache-Control"] == "no-store"


def test_a_streamed_page_has_no_validator():
    response = public(lambda request: StreamingHttpResponse(["x"]))(get("/"))

    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == CACHE_CONTROL["public"]


@pytest.mark.parametrize("mark", [public, immutable])
def test_public_and_immutable_pages_are_only_read(mark):
    response = mark(answer())(post("/"))

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.headers["Cache-Control"] == CACHE_CONTROL["personal"]


def test_a_personal_page_is_kept_by_nobody_whatever_the_view_says():
    view = personal(answer(headers={"Cache-Control": "public"}))

    assert view(post("/")).headers["Cache-Control"] == "private, no-store"


def test_immutable_bytes_are_kept_for_a_year_and_their_absence_is_not():
    there, gone = immutable(answer()), immutable(answer(status=404))

    assert there(get("/")).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gone(get("/")).headers["Cache-Control"] == ASK_AGAIN


@pytest.mark.parametrize(
    ("mark", "page_class"), [(public, "public"), (personal, "personal"), (immutable, "immutable")]
)
def test_a_view_knows_its_class_and_name(mark, page_class):
    def front(request):
        """The front page."""

    marked = mark(front)

    assert (marked.page_class, marked.__name__) == (page_class, "front")


def test_only_declared_parameters_reach_the_view():
    @public
    @query_parameters("before", "page")
    def view(request):
        return HttpResponse(request.GET.urlencode())

    assert getattr(view, "query_parameters", None) == ("before", "page")
    assert body(view(get("/?x=1&page=2&before=a&page=3"))) == b"before=a&page=3"
    assert body(view(get("/?x=1"))) == b""


def test_a_redirect_may_be_shared():
    response = public(lambda request: HttpResponsePermanentRedirect("/b/"))(get("/a/"))

    assert (response.status_code, response.headers["Location"]) == (301, "/b/")
    assert response.headers["Cache-Control"] == ASK_AGAIN
