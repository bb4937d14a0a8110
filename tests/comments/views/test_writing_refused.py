"""Whatever goes wrong with a comment, the page says so honestly and the text is still there."""

from functools import partial
from uuid import UUID

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client

from articles.publishing import withdraw
from comments import moderation
from comments.models import Comment, Reader, Thread
from comments.sanctions import impose
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_edition, make_user

TEXT = "A text <that> took an hour to write & think over"
TYPED = {"nickname": "Anna", "text": TEXT}


@pytest.fixture
def client():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


def refused(response, status: int, words: str) -> FormPage:
    """The form came back with that status, those words, and everything that was typed."""
    form = FormPage(response)
    assert form.status == status
    assert words in form.text if status in {404, 503} else words in form.error
    assert form.values["text"] == TEXT
    assert form.values["nickname"] == "Anna"
    assert response["Cache-Control"] == "private, no-store"
    return form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"nickname": ""}, "Write the name that is shown"),
        ({"nickname": "..."}, "needs a letter"),
        ({"nickname": "An\u202ena"}, "invisible characters"),
        ({"text": ""}, "Write a comment."),
        ({"text": "x" * 5001}, "this one has 5,001"),
        ({"submission_id": ""}, "not complete"),
        ({"submission_id": "x"}, "not complete"),
        ({"website": "https://spam.example/"}, "A field that people do not see"),
    ],
)
def test_what_is_not_valid_is_said_beside_what_was_typed(client, article, typed, words):
    response = send(client, open_form(client, article.pk), **TYPED | typed)

    form = FormPage(response)
    assert form.status == 422
    assert words in form.error
    expected = {**TYPED, **{key: typed[key] for key in TYPED.keys() & typed.keys()}}
    assert {key: form.values[key] for key in TYPED} == expected
    assert not Comment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nickname", "text"])
def test_a_nul_character_is_refused_and_taken_out(client, article, name):
    response = send(client, open_form(client, article.pk), **TYPED | {name: "Be\0lla"})

    form = FormPage(response)
    assert (form.status, form.values[name]) == (422, "Bella")
    assert "invisible NUL character" in form.error
    assert send(client, form).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize("spoiled", ["submission_id", "website"])
def test_what_people_do_not_see_is_mended_for_the_next_time(client, article, spoiled):
    response = send(client, open_form(client, article.pk), **TYPED, **{spoiled: "x"})
    form = FormPage(response)

    assert UUID(form.values["submission_id"])
    assert send(client, form).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize("gone", ["token", "cookie", "origin"])
def test_a_form_without_its_token_comes_back_fresh(client, article, gone):
    form = open_form(client, article.pk)
    headers = {"Origin": "https://elsewhere.example"} if gone == "origin" else {}
    if gone == "token":
        form.values["csrfmiddlewaretoken"] = ""
    if gone == "cookie":
        client.cookies.clear()

    response = client.post(form.action, form.values | TYPED, headers=headers)

    fresh = refused(response, 403, "please send once more")
    assert not Comment.objects.exists()
    assert send(client, fresh).status_code == 303


@pytest.mark.django_db
def test_a_thread_that_closed_meanwhile(client, article):
    form = open_form(client, article.pk)
    Thread.objects.create(article=article, mode="closed")

    refused(send(client, form, **TYPED), 409, "Comments on this story are closed.")


@pytest.mark.django_db
def test_a_reader_who_was_banned_meanwhile(client, article):
    user = make_user()
    reader = Reader.objects.create(user=user, display_name="Anna")
    client.force_login(user)
    form = open_form(client, article.pk)
    impose(reader, "ban", by=None, reason="Insults")

    refused(send(client, form, **TYPED), 403, "has ended your right to comment")


@pytest.mark.django_db
def test_an_answer_to_what_was_hidden_meanwhile_can_stand_on_its_own(client, article):
    head = post(article)
    form = open_form(client, article.pk, f"?reply_to={head.pk}")
    moderation.hide(head, by=None)

    form = refused(send(client, form, **TYPED), 409, "no longer shown")

    assert send(client, form).status_code == 303
    assert Comment.objects.get(nickname="Anna").parent is None


@pytest.mark.django_db
def test_too_many_comments_say_when_to_come_back(client, article):
    for number in range(5):
        send(client, open_form(client, article.pk), nickname="Anna", text=f"Text {number}")

    response = send(client, open_form(client, article.pk), **TYPED)

    refused(response, 429, "Your text is kept")
    assert 0 < int(response["Retry-After"]) <= 30
    assert Comment.objects.count() == 5


@pytest.mark.django_db
def test_a_double_click_a_reload_and_the_back_button_are_one_comment(client, article):
    form = open_form(client, article.pk)

    answers = [send(client, form, **TYPED)["Location"] for _ in range(7)]

    assert answers == [f"/comments/own/{Comment.objects.get().pk}/"] * 7


@pytest.mark.django_db
def test_two_tabs_are_two_comments(client, article):
    tabs = [open_form(client, article.pk) for _ in range(2)]

    for tab in tabs:
        send(client, tab, **TYPED)

    assert Comment.objects.count() == 2


@pytest.mark.django_db
def test_back_and_other_words_is_a_comment_of_its_own_after_a_question(client, article):
    form = open_form(client, article.pk)
    send(client, form, nickname="Anna", text="Something else")

    again = refused(send(client, form, **TYPED), 422, "was already sent from this form")

    assert Comment.objects.count() == 1
    assert send(client, again).status_code == 303
    assert Comment.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["withdrawn", "off"])
def test_an_article_that_went_meanwhile_gives_the_text_back(client, article, why):
    form = open_form(client, article.pk)
    if why == "withdrawn":
        withdraw(article, by=None, reason="Wrong")
    else:
        Thread.objects.create(article=article, mode="off")

    response = send(client, form, **TYPED)

    refused(response, 404, "This story is no longer shown.")
    assert "Send again" not in response.content.decode()


def fail(*args, **kwargs):
    raise OperationalError("the disk is full")


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["post_and_report", "_writing"])
def test_a_database_that_refuses_gives_the_text_back(client, article, monkeypatch, part):
    form = open_form(client, article.pk)
    with monkeypatch.context() as patch:
        patch.setattr(f"comments.views.writing.{part}", fail)
        response = send(client, form, **TYPED)

    again = refused(response, 503, "could not be stored just now")
    assert response["Retry-After"] == "30"
    assert again.values["submission_id"] == form.values["submission_id"]
    assert send(client, again).status_code == 303


@pytest.mark.django_db
def test_the_page_that_gives_the_text_back_needs_no_database(client, article, monkeypatch):
    form = open_form(client, article.pk)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)

    response = send(client, form, **TYPED)

    monkeypatch.undo()
    refused(response, 503, "could not be stored just now")


@pytest.mark.django_db
def test_a_rule_of_the_database_that_no_form_knows_gives_the_text_back(
    client, article, monkeypatch
):
    form = open_form(client, article.pk)
    monkeypatch.setattr("comments.posting.render_text", lambda text: "")

    response = send(client, form, **TYPED)

    refused(response, 503, "could not be stored just now")
    assert issubclass(OperationalError, DatabaseError)
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_browsers_send_the_same_form_at_once():
    client = Client(enforce_csrf_checks=True)
    form = open_form(client, make_edition().article.pk)

    def send_again():
        sender = Client(enforce_csrf_checks=True)
        sender.cookies = client.cookies
        return send(sender, form, **TYPED)

    answers = simultaneously([partial(send_again)] * 8)

    comment = Comment.objects.get()
    assert [one.status_code for one in answers] == [303] * 8
    assert {one["Location"] for one in answers} == {f"/comments/own/{comment.pk}/"}
