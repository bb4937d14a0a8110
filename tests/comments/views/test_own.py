"""The author's own page of a comment: what became of it, and its private code."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.publishing import withdraw
from comments.marks import new_browser
from comments.models import Comment, Reader
from comments.private_codes import code_of
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.views.forms import open_form, send
from tests.makers import make_user

pytestmark = pytest.mark.django_db
CODE = re.compile("(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")
TYPED = {"nickname": "Anna", "text": "My own words"}


def shown(response: Any) -> str:
    """The page but for the token of its form and its own address."""
    page = response.content.decode().replace(response.wsgi_request.path, "")
    return re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def is_asked_for_code(response: Any) -> bool:
    return response.status_code == 200 and "Is this your comment?" in response.content.decode()


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


def test_the_author_sees_what_stands_beside_the_name(author, posted):
    now = timezone.now()
    Comment.objects.update(is_namesake=True, edited_at=now, picked_at=now)

    page = author.get(posted).content.decode()

    assert "Editors’ pick" in page
    assert "may be somebody else with the same name" in page
    assert "<span>edited " in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("held", "Your comment waits for a moderator"),
        ("hidden", "hidden until a moderator decides"),
        ("rejected", "decided not to publish your comment: Insults"),
        ("removed", "A moderator removed this comment: Insults"),
        ("spam", "took your comment for advertising"),
        ("withdrawn", "You have withdrawn your comment"),
    ],
)
def test_the_author_learns_what_was_decided(author, posted, state, words):
    Comment.objects.update(state=state, state_reason="Insults")

    page = author.get(posted).content.decode()

    assert words in page
    assert "My own words" in page
    assert "Your comment is published" not in page
    assert Comment.objects.get().get_absolute_url() not in page


def test_anybody_else_is_asked_for_the_code_whether_there_is_a_comment_or_not(posted):
    stranger, other = Client(), Client()
    other.cookies["commenter"] = "forged:value"
    bodies = {
        shown(client.get(address))
        for client in (stranger, other)
        for address in (posted, "/comments/own/999999/")
    }

    assert len(bodies) == 1
    assert "Is this your comment?" in bodies.pop()


def test_a_comment_without_a_mark_is_nobodys(author, posted):
    Comment.objects.update(author_mark="")

    assert is_asked_for_code(author.get(posted))
    assert is_asked_for_code(Client().get(posted))


def test_an_account_finds_its_comments_from_any_browser(client, article):
    user, other = make_user(), make_user()
    for somebody in (user, other):
        Reader.objects.create(user=somebody, display_name="Anna")
    client.force_login(user)
    address = send(client, open_form(client, article.pk), **TYPED)["Location"]
    elsewhere, stranger = Client(), Client()
    elsewhere.force_login(user)
    stranger.force_login(other)

    assert "Your comment is published" in elsewhere.get(address).content.decode()
    assert is_asked_for_code(stranger.get(address))
    client.logout()
    assert is_asked_for_code(client.get(address))


def test_it_outlives_the_story(author, posted, article):
    withdraw(article, by=None, reason="Wrong")

    page = author.get(posted).content.decode()

    assert "My own words" in page
    assert "The story is not shown at present" in page
    assert article.headline not in page


@pytest.mark.parametrize("comment_id", [0, 999_999, 10**30])
def test_what_does_not_exist_can_not_be_told_from_what_is_not_ones_own(author, comment_id, db):
    assert is_asked_for_code(author.get(f"/comments/own/{comment_id}/"))


def test_the_earlier_address_shows_the_same(author, posted):
    page = author.get(posted.replace("/own/", "/posted/")).content.decode()
    assert "Your comment is published" in page
    assert f"{posted}withdraw/" in page


def test_what_was_erased_is_nobodys(author, posted):
    Comment.objects.update(state="erased", text="", body_html="")

    assert is_asked_for_code(author.get(posted))


def test_the_code_is_shown_once_to_the_browser_that_wrote(author, posted, article):
    first, again = author.get(posted).content.decode(), author.get(posted).content.decode()
    second = send(author, open_form(author, article.pk), nickname="Anna", text="More")["Location"]

    assert CODE.search(first)
    assert not CODE.search(again)
    assert not CODE.search(author.get(second).content.decode())


def test_an_account_gets_no_code(client, article):
    user = make_user()
    Reader.objects.create(user=user, display_name="Anna")
    client.force_login(user)

    address = send(client, open_form(client, article.pk), **TYPED)["Location"]

    assert not CODE.search(client.get(address).content.decode())


def test_a_head_request_does_not_use_the_code_up(author, posted):
    author.head(posted)

    assert CODE.search(author.get(posted).content.decode())


def test_the_code_opens_the_comment_on_another_device(author, posted):
    code = CODE.search(author.get(posted).content.decode())[0]
    phone = Client()

    answer = phone.post(posted, {"code": f" {code.lower().replace('-', ' ')} "})

    assert (answer.status_code, answer["Location"]) == (303, posted)
    page = phone.get(posted).content.decode()
    assert "Your comment is published" in page
    assert code not in page
    assert phone.get(f"{posted}edit/").status_code == 200


def test_a_device_keeps_its_own_comments_beside_those_of_a_code(author, posted, article):
    code = CODE.search(author.get(posted).content.decode())[0]
    phone = Client()
    mine = send(phone, open_form(phone, article.pk), nickname="Bella", text="Mine")["Location"]

    phone.post(posted, {"code": code})

    for address in (mine, posted):
        assert "Your comment is published" in phone.get(address).content.decode()


def test_a_wrong_code_says_nothing_about_the_comment(author, posted):
    code = CODE.search(author.get(posted).content.decode())[0]
    good = code_of(new_browser())
    stranger = Client()
    answers = [
        stranger.post(address, {"code": typed})
        for address, typed in ((posted, good), ("/comments/own/999999/", code))
    ]

    for answer in answers:
        assert answer.status_code == 422
        assert "does not open the comment at this address" in answer.content.decode()
        assert "commenter-codes" not in answer.cookies


def test_an_accounts_comment_is_opened_by_no_code(client, article):
    """The browser's code is not the account's: a shared computer has one browser."""
    user = make_user()
    Reader.objects.create(user=user, display_name="Anna")
    client.force_login(user)
    address = send(client, open_form(client, article.pk), **TYPED)["Location"]
    client.logout()
    other = send(client, open_form(client, article.pk), **TYPED | {"nickname": "B"})["Location"]
    code = CODE.search(client.get(other).content.decode())[0]

    assert Client().post(address, {"code": code}).status_code == 422


def test_codes_are_not_tried_without_end(posted):
    stranger = Client()
    statuses = [
        stranger.post(posted, {"code": code_of(new_browser())}).status_code for _ in range(6)
    ]

    assert statuses == [422] * 5 + [429]


def test_what_is_no_code_is_said_and_kept(posted):
    answer = Client().post(posted, {"code": "ABCD-EFG"})

    assert answer.status_code == 422
    assert "28 letters and digits" in answer.content.decode()
    assert 'value="ABCD-EFG"' in answer.content.decode()


def test_an_author_withdraws(author, posted):
    asked = author.get(f"{posted}withdraw/").content.decode()
    assert "can’t be undone" in asked

    answer = author.post(f"{posted}withdraw/")

    assert (answer.status_code, answer["Location"]) == (303, posted)
    page = author.get(posted).content.decode()
    assert "You have withdrawn your comment" in page
    assert "withdraw/" not in page
    comment = Comment.objects.get()
    assert comment.state == "withdrawn"
    assert Client().get(comment.get_absolute_url()).status_code in {404, 410}
    assert author.get(f"{posted}withdraw/")["Location"] == posted


@pytest.mark.parametrize("page", ["edit", "withdraw"])
def test_nobody_else_edits_or_withdraws(posted, page):
    stranger = Client()

    assert stranger.get(f"{posted}{page}/").status_code == 404
    assert stranger.post(f"{posted}{page}/", {"text": "Mine"}).status_code == 404
    assert Comment.objects.get().state == "published"


def test_a_decision_meanwhile_is_shown_instead_of_a_withdrawal(author, posted):
    Comment.objects.update(state="removed", state_reason="Insults")

    answer = author.post(f"{posted}withdraw/", follow=True)

    assert "A moderator removed this comment: Insults" in answer.content.decode()
    assert Comment.objects.get().state == "removed"


def test_its_public_page_leads_its_author_there(author, posted):
    comment = Comment.objects.get()

    assert f'href="{posted}"' in Client().get(comment.get_absolute_url()).content.decode()
