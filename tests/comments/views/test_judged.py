"""What a writer sees of rules: the form comes back with the reason and the text."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from comments.models import Comment, Signal
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_rule

pytestmark = pytest.mark.django_db
TYPED = {"nickname": "Anna", "text": "You idiot"}


def test_a_nudge_comes_back_with_the_text_and_goes_through_when_sent_again(client, article):
    rule = make_rule(action="nudge")

    asked = send(client, open_form(client, article.pk), **TYPED)
    form = FormPage(asked)
    assert asked.status_code == 422
    assert "Please read your comment again" in form.error
    assert "“idiot”" in form.error
    assert (form.values["text"], form.values["asked"]) == ("You idiot", str(rule.pk))
    assert not Comment.objects.exists()

    assert send(client, form).status_code == 303
    assert Comment.objects.get().state == "published"
    assert Signal.objects.filter(rule=rule).get().action == "nudge"


def test_a_nudged_author_may_change_the_words(client, article):
    make_rule(action="nudge")
    form = FormPage(send(client, open_form(client, article.pk), **TYPED))

    assert send(client, form, text="You are wrong").status_code == 303
    assert not Signal.objects.filter(rule__isnull=False).exists()


def test_what_is_not_taken_says_why_and_keeps_the_text(client, article):
    make_rule(action="reject", message="Please argue without insults.")

    refused = send(client, open_form(client, article.pk), **TYPED)

    assert refused.status_code == 422
    assert FormPage(refused).error.startswith("Please argue without insults. Nothing was stored.")
    assert FormPage(refused).values["text"] == "You idiot"
    assert "Retry-After" not in refused


def test_a_heated_thread_says_how_many_seconds_to_wait(client, article):
    make_rule(kind="heated", action="reject", amount=1, minutes=10, pause=3)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        assert send(client, open_form(client, article.pk), **TYPED).status_code == 303
    with time_machine.travel(now + timedelta(seconds=50), tick=False):
        refused = send(client, open_form(client, article.pk), **TYPED)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "130"
    assert "once in 3 minutes" in FormPage(refused).error
    assert "send it again in 130 seconds" in FormPage(refused).error
    with time_machine.travel(now + timedelta(seconds=180), tick=False):
        assert send(client, FormPage(refused)).status_code == 303


@pytest.mark.parametrize(("seconds", "kinds"), [(1, ["quick"]), (10, [])])
def test_how_soon_it_was_sent_is_a_signal_only(client, article, seconds, kinds):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        form = open_form(client, article.pk)
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        assert send(client, form, **TYPED).status_code == 303

    assert [signal.kind for signal in Signal.objects.all()] == kinds
    assert Comment.objects.get().state == "published"


@pytest.mark.parametrize("mark", ["", "forged:mark", "1.0"])
def test_a_form_that_nobody_opened_is_a_signal_only(client, article, mark):
    sent = send(client, open_form(client, article.pk), **TYPED, opened=mark)

    assert sent.status_code == 303
    assert Signal.objects.get().kind == Signal.UNOPENED


def test_a_form_of_yesterday_renews_itself_and_keeps_the_text(client, article):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        form = open_form(client, article.pk)
    with time_machine.travel(now + timedelta(hours=25), tick=False):
        renewed = FormPage(send(client, form, **TYPED))
        assert renewed.status == 422
        assert "open for more than a day" in renewed.error
        assert renewed.values["text"] == "You idiot"
        assert send(client, renewed).status_code == 303


@pytest.mark.parametrize("asked", ["x", "0 99999999999999999999 ٣ -1", " " * 1000])
def test_what_a_forged_form_says_to_have_been_asked_breaks_nothing(client, article, asked):
    make_rule(action="nudge")

    assert send(client, open_form(client, article.pk), **TYPED, asked=asked).status_code == 422
