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


def versioned(versions, status=200):
    """A page whose version is the next of a list each time, and the number of times that it was made."""
    made = []

    @public(version=lambda request, **_parts: versions.pop(0))
    def view(request, **_parts):
        made.append(request.at)
        return HttpResponse(f"Page {len(made)}", status=status)

    return view, made


def test_a_page_of_the_version_that_is_known_is_not_made():
    view, made = versioned(["1", "1", "2"])
    first = view(get("/"))
    known = {"If-None-Match": first.headers["ETag"]}

    same, changed = (view(get("/", headers=known)) for _ in range(2))

    assert (same.status_code, body(same), same.headers["ETag"]) == (
        304,
        b"",
        known["If-None-Match"],
    )
    assert same.headers["Cache-Control"] == CACHE_CONTROL["public"]
    assert (changed.status_code, body(changed)) == (200, b"Page 2")
    assert changed.headers["ETag"] != known["If-None-Match"]
    assert len(made) == 2


@pytest.mark.parametrize("form", ["W/{}", '"other", {}'])
def test_a_version_is_recognised_however_it_is_asked_for(form):
    view, made = versioned(["1", "1"])
    etag = view(get("/")).headers["ETag"]

    response = view(get("/", headers={"If-None-Match": form.format(etag)}))

    assert (response.status_code, len(made)) == (304, 1)


def test_any_version_is_known_only_of_what_is_there():
    view, _ = versioned(["1", "1"])
    gone, _ = versioned(["1"], status=404)

    assert view(get("/", headers={"If-None-Match": "*"})).status_code == 304
    assert gone(get("/", headers={"If-None-Match": "*"})).status_code == 404


def test_what_is_not_public_has_no_version():
    view, made = versioned([None, None], status=404)

    response = view(get("/", headers={"If-None-Match": '"other"'}))

    assert (response.status_code, len(made)) == (404, 1)
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == ASK_AGAIN


def test_pages_of_one_version_are_told_apart_by_their_address():
    view = public(version=lambda request: "1")(query_parameters("page")(answer()))
    addresses = ["/", "/?page=2", "/?page=3", "/other/"]

    assert len({view(get(address)).headers["ETag"] for address in addresses}) == len(addresses)
    assert view(get("/?utm=1")).headers["ETag"] == view(get("/")).headers["ETag"]


def test_a_new_build_makes_every_page_new(monkeypatch):
    view = public(version=lambda request: "1")(answer())
    before = view(get("/")).headers["ETag"]

    monkeypatch.setattr("newsportal.http.page_classes.build", lambda: "the next release")

    assert view(get("/")).headers["ETag"] != before


def test_while_templates_are_worked_on_the_content_is_the_version(settings):
    view, made = versioned([])
    settings.DEBUG = True

    tags = [view(get("/")).headers["ETag"] for _ in range(2)]

    assert len(set(tags)) == len(made) == 2


def test_validator_and_view_have_one_now():
    asked = []

    def version(request):
        asked.append(request.at)
        return "1"

    @public(version=version)
    def view(request):
        asked.append(request.at)
        return HttpResponse("Page")

    view(get("/"))

    assert len(asked) == 2
    assert asked[0] is asked[1]
