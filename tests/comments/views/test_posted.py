"""The page that tells an author what became of a comment."""

import pytest
from django.test import Client

from articles.publishing import withdraw
from comments.models import Comment, Reader
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.views.forms import open_form, send
from tests.makers import make_user

pytestmark = pytest.mark.django_db
TYPED = {"nickname": "Anna", "text": "My own words"}


@pytest.fixture
def author() -> Client:
    return Client()


@pytest.fixture
def posted(author, article) -> str:
    """The address of the author's page, after a comment was sent."""
    return str(send(author, open_form(author, article.pk), **TYPED)["Location"])


def test_the_author_sees_the_comment_at_once(author, posted):
    response = author.get(posted)

    page = response.content.decode()
    comment = Comment.objects.get()
    assert response.status_code == 200
    assert response["Cache-Control"] == CACHE_CONTROL["personal"]
    assert "Your comment is published" in page
    assert "My own words" in page
    assert f"{comment.edition.get_absolute_url()}#comment-{comment.pk}" in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("held", "Your comment waits for a moderator"),
        ("hidden", "hidden until a moderator decides"),
        ("rejected", "decided not to publish your comment: Insults"),
        ("removed", "A moderator removed this comment: Insults"),
        ("spam", "took your comment for advertising"),
        ("withdrawn", "This comment is not shown."),
    ],
)
def test_the_author_learns_what_was_decided(author, posted, state, words):
    Comment.objects.update(state=state, state_reason="Insults")

    page = author.get(posted).content.decode()

    assert words in page
    assert "My own words" in page
    assert "Your comment is published" not in page
    assert Comment.objects.get().get_absolute_url() not in page


def test_nobody_else_finds_it(posted):
    stranger = Client()
    other = Client()
    other.cookies["commenter"] = "forged:value"

    assert stranger.get(posted).status_code == other.get(posted).status_code == 404


def test_a_comment_without_a_mark_is_nobodys(author, posted):
    Comment.objects.update(author_mark="")

    assert Client().get(posted).status_code == author.get(posted).status_code == 404


def test_an_account_finds_its_comments_from_any_browser(client, article):
    user, other = make_user(), make_user()
    for somebody in (user, other):
        Reader.objects.create(user=somebody, display_name="Anna")
    client.force_login(user)
    address = send(client, open_form(client, article.pk), **TYPED)["Location"]
    elsewhere, stranger = Client(), Client()
    elsewhere.force_login(user)
    stranger.force_login(other)

    assert elsewhere.get(address).status_code == 200
    assert stranger.get(address).status_code == 404


def test_it_ends_with_the_article(author, posted, article):
    withdraw(article, by=None, reason="Wrong")

    assert author.get(posted).status_code == 404


def test_it_is_only_read(author, posted):
    assert author.post(posted).status_code == 405


@pytest.mark.parametrize("comment_id", [0, 999_999, 10**30])
def test_a_comment_that_does_not_exist(author, comment_id, db):
    assert author.get(f"/comments/posted/{comment_id}/").status_code == 404
