"""Reporting as a browser without scripts does it: two forms, a receipt, and nothing typed is lost."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from lxml import html

from comments.models import Report, ReportContact, Thread
from comments.refusals import ReportRefused
from comments.reporting import report_token, settle_reports
from comments.views import reporting
from tests.comments.models.test_reports import make_report
from tests.comments.posting import post
from tests.makers import make_comment

pytestmark = pytest.mark.django_db
ILLEGAL = {
    "text": "It denies the Holocaust.\r\n\r\nSee the second sentence.",
    "law": "§ 130 StGB",
    "name": "Anna Weiss",
    "email": "anna@example.org",
    "good_faith": "on",
}


@pytest.fixture
def client():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def comment(article):
    return post(article)


def send(client, comment, typed, lane=""):
    """Open the form, fill it in and send it."""
    address = f"/comments/{comment.pk}/report/{lane}"
    opened = html.fromstring(client.get(address).content)
    form = form_in(opened)
    values = {name: value for name, value in form.fields.items() if value}
    return client.post(address, values | typed)


def page_of(response) -> Any:
    return html.fromstring(response.content.decode())


def form_in(page):
    """The form that has a token."""
    (token,) = page.cssselect("form input[name=csrfmiddlewaretoken]")
    return next(above for above in token.iterancestors("form"))


def values_of(response):
    """What the form that came back holds."""
    page = page_of(response)
    alerts = [alert.text_content() for alert in page.cssselect("[role=alert]")]
    return dict(form_in(page).fields), " ".join(alerts)


def text_of(response):
    return " ".join(page_of(response).text_content().split())


def test_a_report_by_house_rule_and_its_receipt(client, comment):
    response = send(client, comment, {"rule": "hate", "text": "The last line."})

    made = Report.objects.get()
    assert (made.rule, made.text, made.lane) == ("hate", "The last line.", "rules")
    assert made.reporter_key
    assert made.address_key
    assert (response.status_code, response["Location"]) == (
        303,
        f"/comments/reported/{report_token(made.pk)}/",
    )
    receipt = text_of(client.get(response["Location"]))
    assert f"Number {made.pk}" in receipt
    assert "A moderator has yet to decide" in receipt


def test_a_notice_of_illegal_content_holds_all_that_the_law_asks_for(client, comment):
    response = send(client, comment, ILLEGAL, "illegal/")

    made = Report.objects.get()
    assert made.text == ILLEGAL["text"].replace("\r\n", "\n")
    assert made.law == "§ 130 StGB"
    assert made.address.endswith(f"/comments/{comment.pk}/")
    contact = ReportContact.objects.get()
    assert (contact.report, contact.name, contact.email) == (made, "Anna Weiss", "anna@example.org")
    receipt = text_of(client.get(response["Location"]))
    assert made.address in receipt
    assert "Anna Weiss" not in receipt


@pytest.mark.parametrize("missing", ["text", "name", "email", "good_faith"])
def test_what_the_law_asks_for_is_asked_for_and_nothing_is_lost(client, comment, missing):
    response = send(client, comment, ILLEGAL | {missing: ""}, "illegal/")

    assert response.status_code == 422
    assert not Report.objects.exists()
    values, alert = values_of(response)
    assert "your text is kept" in alert
    for name in {"text", "law", "name", "email"} - {missing}:
        assert values[name].strip().replace("\r\n", "\n") == ILLEGAL[name].replace("\r\n", "\n")


def test_name_and_address_are_not_called_optional_where_they_are_needed(client, comment):
    page = page_of(client.get(f"/comments/{comment.pk}/report/illegal/"))

    optional = [
        label.get("for") for label in page.cssselect("label") if "optional" in label.text_content()
    ]
    assert optional == ["id_law"]


def test_sexual_abuse_of_children_is_reported_without_a_name(client, comment):
    nameless = ILLEGAL | {"is_child_abuse": "on", "name": "", "email": ""}

    assert send(client, comment, nameless, "illegal/").status_code == 303

    assert Report.objects.get().lane == "illegal"
    assert not ReportContact.objects.exists()


def test_half_a_contact_is_asked_for_the_rest(client, comment):
    half = ILLEGAL | {"is_child_abuse": "on", "email": ""}

    assert send(client, comment, half, "illegal/").status_code == 422


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose what is wrong with the comment."),
        ({"rule": "other"}, "Say in a few words what is wrong."),
        ({"rule": "taste"}, "your text is kept"),
        ({"rule": "hate", "text": "x" * 5001}, "has at most 5,000 characters"),
    ],
)
def test_a_report_that_says_too_little_or_too_much_comes_back(client, comment, typed, words):
    response = send(client, comment, typed)

    assert response.status_code == 422
    assert words in text_of(response)


def test_a_line_that_is_too_long_is_not_cut(client, comment):
    response = send(client, comment, ILLEGAL | {"law": "x" * 201}, "illegal/")

    assert response.status_code == 422
    assert values_of(response)[0]["law"] == "x" * 201


@pytest.mark.parametrize("text", ["ni\0l", "‮evil", "สวัสดี नमस्ते مرحبا 👩‍👩‍👧"])
def test_any_words_are_taken(client, comment, text):
    assert send(client, comment, {"rule": "other", "text": text}).status_code == 303


def test_a_form_without_a_token_comes_back_with_its_text(client, comment):
    typed = {"rule": "hate", "text": "The last line."}

    response = client.post(f"/comments/{comment.pk}/report/", typed)

    values, alert = values_of(response)
    assert response.status_code == 403
    assert values["rule"] == "hate"
    assert values["text"].strip() == "The last line."
    assert "send once more" in alert


def test_a_second_report_is_refused_with_words(client, comment):
    send(client, comment, {"rule": "hate"})

    response = send(client, comment, {"rule": "insult"})

    assert response.status_code == 409
    assert "You have reported this comment already" in values_of(response)[1]


def test_what_a_moderator_has_kept_is_said(client, comment, moderator):
    make_report(comment, rule="hate", created_at=timezone.now())
    settle_reports(comment, upheld=False, by=moderator, now=timezone.now())

    response = send(client, comment, {"rule": "hate"})

    assert response.status_code == 409
    assert "has kept it" in values_of(response)[1]


def test_too_many_are_told_when_to_come_back(client, article):
    for _ in range(5):
        send(client, post(article), {"rule": "hate"})

    response = send(client, post(article), {"rule": "hate", "text": "Kept."})

    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 120
    assert values_of(response)[0]["text"].strip() == "Kept."


def test_a_comment_that_has_gone_meanwhile_gives_the_words_back(client, comment):
    Thread.objects.update(mode="off")

    response = client.post(
        f"/comments/{comment.pk}/report/", {"rule": "hate", "text": "The last line."}
    )

    assert response.status_code == 404
    assert "no longer shown" in text_of(response)
    assert "The last line." in text_of(response)


def test_words_survive_a_database_that_does_not_answer(client, comment):
    with patch("comments.views.reporting._answer", side_effect=OperationalError):
        response = client.post(f"/comments/{comment.pk}/report/illegal/", ILLEGAL)

    assert response.status_code == 503
    assert response["Retry-After"]
    values, _ = values_of(response)
    assert values["email"] == ILLEGAL["email"]
    assert "Send again" in text_of(response)


@pytest.mark.parametrize("state", ["held", "hidden", "rejected", "withdrawn", "spam"])
def test_what_readers_do_not_see_has_no_form(client, state):
    comment = make_comment(state=state)

    assert client.get(f"/comments/{comment.pk}/report/").status_code == 404


def test_the_receipt_tells_the_decision_and_what_can_be_done(client, comment, moderator):
    send(client, comment, ILLEGAL, "illegal/")
    settle_reports(comment, upheld=False, by=moderator, now=timezone.now())

    receipt = text_of(client.get(f"/comments/reported/{report_token(Report.objects.get().pk)}/"))

    assert "decided to keep it" in receipt
    assert "by a person and not by a program" in receipt
    assert "If you do not agree" in receipt


def test_nobody_guesses_a_receipt(client, comment):
    made = make_report(comment)

    assert client.get(f"/comments/reported/{made.pk}/").status_code == 404
    assert client.get(f"/comments/reported/{made.pk}:x/").status_code == 404


def test_every_refusal_has_a_status():
    assert set(ReportRefused.__subclasses__()) == set(reporting.STATUS_OF)
