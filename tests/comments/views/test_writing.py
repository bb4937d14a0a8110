"""Writing a comment in a browser that runs no scripts: the ways in, and what is stored."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.models import Comment, Reader, Thread
from comments.views import writing
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.posting import post
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_comment, make_user

pytestmark = pytest.mark.django_db
TYPED = {"nickname": "Anna", "text": "Hello\r\n\r\nworld"}


@pytest.fixture
def client():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


def test_a_comment_is_written_and_read(client, article):
    form = open_form(client, article.pk)
    assert form.values["nickname"] == form.values["text"] == form.values["website"] == ""

    response = send(client, form, **TYPED)

    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/comments/own/{comment.pk}/"
    assert (comment.nickname, comment.text, comment.state) == (
        "Anna",
        "Hello\n\nworld",
        "published",
    )
    assert comment.author_mark
    page = client.get(comment.edition.get_absolute_url()).content.decode()
    assert "1 Comment<" in page
    assert comment.body_html in page


def test_the_form_is_personal(client, article):
    response = client.get(f"/comments/new/{article.pk}/")

    assert response.status_code == 200
    assert response["Cache-Control"] == CACHE_CONTROL["personal"]
    cookie = response.cookies["commenter"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Lax")
    assert response.cookies["csrf"]


def test_every_form_has_a_submission_of_its_own(client, article):
    forms = [open_form(client, article.pk).values["submission_id"] for _ in range(2)]

    assert forms[0] != forms[1]


def test_one_browser_keeps_its_mark(client, article):
    for _ in range(2):
        send(client, open_form(client, article.pk), **TYPED)
    other = Client()
    send(other, open_form(other, article.pk), **TYPED)

    mine, again, others = Comment.objects.order_by("pk")
    assert mine.author_mark == again.author_mark != others.author_mark
    assert [one.is_namesake for one in (mine, again, others)] == [False, False, True]
    page = client.get(mine.edition.get_absolute_url()).content.decode()
    assert page.count("may be somebody else with the same name") == 1


def test_a_forged_browser_gets_a_new_name(client, article):
    client.cookies["commenter"] = "somebody-else:forged"

    response = client.get(f"/comments/new/{article.pk}/")

    assert "somebody-else" not in response.cookies["commenter"].value


def test_a_reply_is_written_below_what_it_answers(client, article):
    head = post(article, nickname="Bella", text="What do you think?")
    form = open_form(client, article.pk, f"?reply_to={head.pk}")
    assert form.action == f"/comments/new/{article.pk}/?reply_to={head.pk}"
    assert "What do you think?" in form.text

    send(client, form, **TYPED)

    assert Comment.objects.get(nickname="Anna").parent == head


def test_a_held_comment_is_kept_and_its_author_told(client, article):
    Thread.objects.create(article=article, mode="pre")
    form = open_form(client, article.pk)
    assert "reads every comment on this story before it is shown" in form.text

    response = client.get(send(client, form, **TYPED)["Location"])

    page = response.content.decode()
    assert "waits for a moderator" in page
    assert '<p dir="auto">Hello</p>' in page
    comment = Comment.objects.get()
    assert comment.state == "held"
    assert comment.get_absolute_url() not in page


def test_a_signed_in_reader_finds_their_name(client, article):
    user = make_user()
    reader = Reader.objects.create(user=user, display_name="Anna of the account")
    client.force_login(user)

    form = open_form(client, article.pk)
    send(client, form, text="Hello")

    assert form.values["nickname"] == "Anna of the account"
    assert Comment.objects.get().reader == reader


def test_somebody_who_is_signed_in_becomes_a_reader_by_writing(client, article):
    user = make_user(is_staff=True)
    client.force_login(user)

    send(client, open_form(client, article.pk), **TYPED)

    reader = Comment.objects.get().reader
    assert (reader.user, reader.display_name) == (user, TYPED["nickname"])


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(article, method):
    response = getattr(Client(), method)(f"/comments/new/{article.pk}/")

    assert response.status_code == 405
    assert response["Cache-Control"] == CACHE_CONTROL["personal"]


def test_a_script_gets_the_form_alone(client, article):
    response = client.get(f"/comments/new/{article.pk}/", headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "<form" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert response.cookies["csrf"]
    form = FormPage(response)
    assert send(client, form, **TYPED).status_code == 303


def test_forms_that_stand_on_one_page_share_no_id(client, article):
    first, second = post(article), post(article)
    texts = [
        open_form(client, article.pk, query).text
        for query in ("", f"?reply_to={first.pk}", f"?reply_to={second.pk}")
    ]

    assert ['id="comment-text"' in text for text in texts] == [True, False, False]
    assert [f'id="reply-{second.pk}-text"' in text for text in texts] == [False, False, True]


@pytest.mark.parametrize("article_id", [0, 999_999, 10**30])
def test_there_is_no_form_for_what_does_not_exist(client, db, article_id):
    assert client.get(f"/comments/new/{article_id}/").status_code == 404


@pytest.mark.parametrize("reply_to", ["", "x", "-1", "0", "999999", "9" * 40, "１"])
def test_there_is_no_form_to_answer_nothing(client, article, reply_to):
    response = client.get(f"/comments/new/{article.pk}/", {"reply_to": reply_to})

    assert response.status_code == 404


def test_there_is_no_form_to_answer_a_comment_elsewhere(client, article):
    response = client.get(f"/comments/new/{article.pk}/", {"reply_to": make_comment().pk})

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("thread", "words"),
    [
        ({"mode": "closed"}, "Comments on this story are closed."),
        ({"opens_at": timezone.now() + timedelta(days=9)}, "Comments open on"),
    ],
)
def test_a_closed_thread_has_no_form_and_says_so(client, article, thread, words):
    Thread.objects.create(article=article, **thread)

    response = client.get(f"/comments/new/{article.pk}/")
    for_script = client.get(f"/comments/new/{article.pk}/", headers={"HX-Request": "true"})

    assert response.status_code == for_script.status_code == 403
    assert words in response.content.decode()
    assert "<textarea" not in response.content.decode()
    assert for_script["HX-Redirect"] == f"/comments/new/{article.pk}/"


def test_a_form_costs_the_same_queries_however_long_the_thread(
    client, article, django_assert_max_num_queries
):
    for _ in range(6):
        post(article)

    with django_assert_max_num_queries(6):
        client.get(f"/comments/new/{article.pk}/")


def test_every_refusal_has_a_status():
    from comments import refusals

    kinds = set(refusals.PostingRefused.__subclasses__())
    assert kinds == set(writing.STATUS_OF)


def test_a_preview_stores_nothing_and_keeps_everything(client, article):
    form = open_form(client, article.pk)

    answer = send(client, form, **TYPED, preview="1")

    page = FormPage(answer)
    assert answer.status_code == 200
    assert "this is not sent yet" in page.text
    assert '<p dir="auto">Hello</p>' in page.text
    assert page.values["nickname"] == "Anna"
    assert page.values["submission_id"] == form.values["submission_id"]
    assert not Comment.objects.exists()
    assert send(client, page).status_code == 303
    assert Comment.objects.get().text == "Hello\n\nworld"


def test_a_preview_of_what_is_wrong_says_so(client, article):
    answer = send(client, open_form(client, article.pk), text=" ", preview="1")

    assert answer.status_code == 422
    assert "Write a comment." in FormPage(answer).error
    assert "this is not sent yet" not in FormPage(answer).text


def test_a_script_previews_in_place_also_what_is_wrong(client, article):
    form = open_form(client, article.pk)

    for text in ("Hello", " "):
        typed = {"nickname": "Anna", "text": text, "preview": "1"}
        answer = client.post(form.action, form.values | typed, headers={"HX-Request": "true"})

        assert answer.status_code == 200
        assert "<html" not in answer.content.decode()
        assert FormPage(answer).values["nickname"] == "Anna"


def test_a_reply_begins_with_a_quotation_where_that_was_asked_for(client, article):
    head = post(article, nickname="Bella", text="> Older\n\nWhat do\nyou think?")

    form = open_form(client, article.pk, f"?reply_to={head.pk}&quote=1")

    assert form.values["text"] == "> What do\n> you think?\n\n"
    assert form.action == f"/comments/new/{article.pk}/?reply_to={head.pk}"
    send(client, form, nickname="Anna", text=form.values["text"] + "I do.")
    html = Comment.objects.get(nickname="Anna").body_html
    assert html.startswith('<blockquote><p dir="auto">What do<br>')


def test_a_quotation_is_put_above_what_was_typed(client, article):
    head = post(article, text="What do you think?")
    form = open_form(client, article.pk, f"?reply_to={head.pk}")

    page = FormPage(send(client, form, nickname="Anna", text="I think so.", quote="1"))

    assert page.status == 200
    assert page.error == ""
    assert page.values["text"] == "> What do you think?\n\nI think so."
    assert page.values["nickname"] == "Anna"
    assert page.values["submission_id"] == form.values["submission_id"]
    assert Comment.objects.count() == 1


def test_only_an_answer_quotes(client, article):
    post(article, text="Something")

    assert open_form(client, article.pk, "?quote=1").values["text"] == ""
    assert 'name="quote"' not in open_form(client, article.pk).text
