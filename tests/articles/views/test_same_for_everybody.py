"""Public pages are plain HTTP: the same bytes for everybody, no cookie, a validator, HEAD."""

import pytest
from django.test import Client

from newsportal.accounts.roles import Role
from tests.articles.views.paper import headers_of, make_paper
from tests.makers import make_staff, make_user

pytestmark = pytest.mark.django_db

PUBLIC = "public, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400"


@pytest.fixture
def paper():
    return make_paper()


@pytest.fixture
def readers():
    """An anonymous reader, one who is signed in, and an editor."""
    editor = make_staff(Role.CHIEF_EDITOR)
    clients = [Client(), Client(), Client()]
    clients[1].force_login(make_user())
    clients[2].force_login(editor)
    return clients


def test_everybody_gets_the_same_bytes_and_no_cookie(paper, readers):
    for kind, address in paper.addresses.items():
        answers = [reader.get(address) for reader in readers]
        assert len({answer.content for answer in answers}) == 1, kind
        for answer in answers:
            assert answer.status_code == 200, kind
            assert not answer.cookies, kind
            assert "Vary" not in answer.headers, kind
            assert answer.headers["Cache-Control"] == PUBLIC, kind


def test_no_page_holds_a_token_or_a_nonce(paper, readers):
    for kind, address in paper.addresses.items():
        answer = readers[2].get(address)
        assert b"csrf" not in answer.content, kind
        assert b"nonce" not in answer.content, kind
        assert "nonce" not in answer.headers["Content-Security-Policy"], kind


def test_a_validator_answers_with_304_and_changes_with_the_page(paper, client):
    for kind, address in paper.addresses.items():
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), kind
        assert again.headers["ETag"] == first.headers["ETag"], kind
        assert again.headers["Cache-Control"] == PUBLIC, kind
    before = client.get("/").headers["ETag"]
    paper.section.name = "Sciences"
    paper.section.save()
    changed = client.get("/", headers={"If-None-Match": before})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != before


def test_head_answers_like_get_without_a_body(paper, client):
    for kind, address in paper.addresses.items():
        got, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b""), kind
        assert headers_of(head) == headers_of(got), kind


def test_what_a_page_does_not_declare_changes_nothing(paper, client):
    for kind, address in paper.addresses.items():
        separator = "&" if "?" in address else "?"
        answer = client.get(f"{address}{separator}utm_source=x&nonsense=%00&order=1")
        assert answer.content == client.get(address).content, kind


def test_a_public_page_is_read_and_nothing_else(paper):
    client = Client(enforce_csrf_checks=True)
    for kind, address in paper.addresses.items():
        answer = client.post(address, {"x": "y"})
        assert answer.status_code == 405, kind
        assert answer.headers["Allow"] == "GET, HEAD", kind
        assert answer.headers["Cache-Control"] == "private, no-store", kind
        assert not answer.cookies, kind


def test_a_missing_page_is_the_same_for_everybody_too(readers):
    answers = [reader.get("/nothing/here/") for reader in readers]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == (
            "public, max-age=0, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400"
        )
