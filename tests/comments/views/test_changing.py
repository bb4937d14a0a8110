"""The form in which an author changes a comment, in a browser that runs no scripts."""

from datetime import timedelta

import pytest
from django.test import Client

from comments.models import Comment, CommentRevision
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_rule

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def client():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def address(client, article) -> str:
    """The form's address, after a comment was sent."""
    sent = send(client, open_form(client, article.pk), nickname="Anna", text="First words")
    return f"{sent['Location']}edit/"


def edit_form(client: Client, address: str) -> FormPage:
    return FormPage(client.get(address))


def test_the_words_are_changed(client, address):
    form = edit_form(client, address)
    assert form.values["text"] == "First words"

    answer = send(client, form, text="Other words")

    assert (answer.status_code, answer["Location"]) == (303, address.removesuffix("edit/"))
    comment = Comment.objects.get()
    assert (comment.text, comment.revision_number) == ("Other words", 2)
    assert comment.edited_at


def test_a_preview_stores_nothing_and_keeps_everything(client, address):
    form = edit_form(client, address)

    answer = send(client, form, text="> First\n\nOther <b>", preview="1")

    preview = FormPage(answer)
    assert answer.status_code == 200
    assert "<blockquote><p" in preview.text
    assert "Other &lt;b&gt;</p>" in preview.text
    assert preview.values["text"].split() == [">", "First", "Other", "<b>"]
    assert Comment.objects.get().text == "First words"
    assert send(client, preview).status_code == 303
    assert Comment.objects.get().text == "> First\n\nOther <b>"


def test_a_script_previews_in_place_also_what_is_wrong(client, address):
    form = edit_form(client, address)

    good, bad = (
        client.post(form.action, form.values | {"text": text, "preview": "1"}, headers=SCRIPT)
        for text in ("Other", " ")
    )

    for answer in (good, bad):
        assert answer.status_code == 200
        assert "<html" not in answer.content.decode()
    assert "Write a comment." in FormPage(bad).error


def test_what_was_changed_meanwhile_comes_with_both_texts(client, address):
    desk, phone = edit_form(client, address), edit_form(client, address)
    send(client, phone, text="From the phone")

    answer = send(client, desk, text="From the desk")

    assert answer.status_code == 409
    page = FormPage(answer)
    assert "was changed after you opened this form" in page.error
    assert "From the phone" in page.text
    assert page.values["text"] == "From the desk"
    assert Comment.objects.get().text == "From the phone"
    assert send(client, page).status_code == 303
    assert Comment.objects.get().text == "From the desk"
    assert CommentRevision.objects.count() == 2


def test_a_form_without_its_hidden_field_overwrites_nothing(client, address):
    form = edit_form(client, address)
    del form.values["revision_number"]

    assert send(client, form, text="Other").status_code == 409
    assert Comment.objects.get().text == "First words"


@pytest.mark.parametrize("number", ["x", "-1", "0", "9" * 30])
def test_a_forged_number_overwrites_nothing(client, address, number):
    answer = send(client, edit_form(client, address), text="Other", revision_number=number)

    assert answer.status_code == 409
    assert Comment.objects.get().text == "First words"


def test_who_is_too_late_keeps_the_text(client, address):
    form = edit_form(client, address)
    Comment.objects.update(created_at=Comment.objects.get().created_at - timedelta(minutes=16))

    late, opened = FormPage(send(client, form, text="Other")), edit_form(client, address)

    assert late.status == opened.status == 409
    assert "The time for editing is over" in late.error
    assert late.values["text"] == "Other"
    assert "Save the changes" not in late.text + opened.text
    assert Comment.objects.get().text == "First words"


def test_a_mistake_is_said_and_the_text_kept(client, address):
    answer = send(client, edit_form(client, address), text="x" * 5001)

    assert answer.status_code == 422
    assert "at most 5,000 characters" in FormPage(answer).error
    assert FormPage(answer).values["text"] == "x" * 5001


def test_a_form_without_a_good_token_comes_back_with_its_text(client, address):
    form = edit_form(client, address)

    answer = send(client, form, text="Other", csrfmiddlewaretoken="forged")

    assert answer.status_code == 403
    page = FormPage(answer)
    assert "too old" in page.error
    assert send(client, page).status_code == 303
    assert Comment.objects.get().text == "Other"


def test_a_sanctioned_author_is_told_and_keeps_the_text(client, address):
    from comments.sanctions import impose

    form = edit_form(client, address)
    impose(Comment.objects.get(), "ban", by=None, reason="Insults")

    answer = send(client, form, text="Other")

    assert answer.status_code == 422
    assert "ended your right to comment" in FormPage(answer).error
    assert FormPage(answer).values["text"] == "Other"


def test_a_rule_that_asks_to_read_it_again_asks_once(client, address):
    make_rule(name="Tone", entries="liar", action="nudge", message="Is that kind?")

    page = FormPage(send(client, edit_form(client, address), text="You liar"))

    assert page.status == 422
    assert "Is that kind?" in page.error
    assert Comment.objects.get().text == "First words"
    assert send(client, page).status_code == 303
    assert Comment.objects.get().text == "You liar"


def test_a_rule_that_rejects_keeps_the_text_in_the_form(client, address):
    make_rule(name="Insults", entries="liar", action="reject")

    page = FormPage(send(client, edit_form(client, address), text="You liar"))

    assert page.status == 422
    assert page.values["text"] == "You liar"
    assert send(client, page, text="You").status_code == 303
