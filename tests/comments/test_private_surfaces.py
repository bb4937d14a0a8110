"""Every state of a comment where one person meets it: its author, who was told of it, the newsroom."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from comments.models import Comment, Notice
from comments.notifying import notify
from comments.profile.exporting import export
from comments.reporting import report_token
from tests.comments.conftest import NOW
from tests.comments.readers import account_of, make_reader, signed_in
from tests.comments.reports import file_report
from tests.comments.test_surfaces import REASON, SECRET, comment_of, every_state
from tests.makers import make_edition

pytestmark = pytest.mark.django_db
KEY = "k" * 32
OTHER = "words of somebody else"


@pytest.fixture
def edition():
    return make_edition(headline="A headline")


@pytest.fixture
def reader():
    return make_reader("Anna")


def of_somebody_else(edition, state: str) -> Comment:
    """A comment in that state that is nobody's business here."""
    comment = comment_of(edition, state, nickname="Ben Other", author_key=KEY)
    if state != "erased":
        Comment.objects.filter(pk=comment.pk).update(text=OTHER, body_html=f"<p>{OTHER}</p>")
    return comment


@every_state
def test_in_the_newsrooms_export(edition, reader, state):
    """All of them, with their words and without what leads to a person."""
    comment_of(edition, state, reader=reader, author_key=KEY, author_mark=KEY)
    said = StringIO()

    call_command("export_comments", stdout=said)

    line = json.loads(said.getvalue().splitlines()[2])
    assert line["state"] == state
    assert line["text"] == ("" if state == "erased" else SECRET)
    assert KEY not in said.getvalue()
    assert account_of(reader).email not in said.getvalue()


@every_state
def test_in_its_authors_export(edition, reader, state):
    comment_of(edition, state, reader=reader, author_key=KEY)
    of_somebody_else(edition, state)

    document = "".join(export(reader, account_of(reader)))

    assert [one["state"] for one in json.loads(document)["comments"]] == [state]
    assert (SECRET in document) == (state != "erased")
    assert not [one for one in (OTHER, "Ben Other", KEY) if one in document]


@every_state
def test_in_the_list_of_its_author(edition, reader, state):
    comment_of(edition, state, reader=reader)
    of_somebody_else(edition, state)

    page = signed_in(reader).get(reverse("profile-comments")).content.decode()

    assert (SECRET in page) == (state != "erased")
    assert OTHER not in page
    assert "Ben Other" not in page


@every_state
def test_on_its_authors_own_page_and_for_nobody_else(edition, reader, state):
    comment = comment_of(edition, state, reader=reader)
    address = reverse("comment-own", args=[comment.pk])

    page = signed_in(reader).get(address).content.decode()

    assert (SECRET in page) == (state != "erased")
    for stranger in (Client(), signed_in(make_reader("Ben"))):
        shown = stranger.get(address).content.decode()
        assert not [one for one in (SECRET, "Anna Writer", REASON) if one in shown]


@every_state
def test_in_the_notice_of_an_answer(edition, reader, state):
    """What was told goes with the answer; that there was one stays."""
    mine = comment_of(edition, "published", reader=reader, nickname="Anna")
    Comment.objects.filter(pk=mine.pk).update(text="Mine", body_html="<p>Mine</p>")
    answer = comment_of(edition, state, parent=mine, root=mine)
    notify(reader, Notice.Kind.REPLY, answer, now=NOW)

    page = signed_in(reader).get(reverse("notices")).content.decode()

    is_visible = state == "published"
    assert (SECRET in page) == ("Anna Writer" in page) == is_visible
    assert ("the answer is no longer shown" in page) != is_visible
    assert REASON not in page


@every_state
def test_in_the_notice_of_a_decision_about_ones_own(edition, reader, state):
    comment = comment_of(edition, state, reader=reader)
    notify(reader, Notice.Kind.DECISION, comment, now=NOW)

    page = signed_in(reader).get(reverse("notices")).content.decode()

    assert (SECRET in page) == (state != "erased")


@every_state
def test_on_the_page_of_a_report_about_it(edition, state):
    """Whoever has reported it learns the outcome, and no words that are not public."""
    made = file_report(comment_of(edition, state))

    page = Client().get(reverse("comment-reported", args=[report_token(made.pk)]))

    assert page.status_code == 200
    shown = page.content.decode()
    assert state == "published" or not [one for one in (SECRET, "Anna Writer") if one in shown]
