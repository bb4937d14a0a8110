"""Rules in the admin: chosen by kind, written, tried, switched on."""

from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from comments.models import BackTest, Rule
from comments.rules.trying import try_rule
from tests.articles.admin.pages import errors_in
from tests.comments.posting import post
from tests.makers import make_rule

pytestmark = pytest.mark.django_db
ADD = "/admin/comments/rule/add/"
WRITTEN = {
    "name": "Insults",
    "entries": "idiot\nfool",
    "whole_words": "on",
    "action": "hold",
    "message": "",
    "section": "",
    "article": "",
    "seen_version": "0",
}


def address_of(rule, page="change"):
    return reverse(f"admin:comments_rule_{page}", args=[rule.pk])


def text_of(response):
    page: Any = html.fromstring(response.content)
    return " ".join(page.text_content().split())


def test_first_comes_the_choice_of_what_to_look_at(desk):
    page = html.fromstring(desk.get(ADD).content)

    links = [link.get("href") for link in page.cssselect(".rule-kinds a")]
    assert links == [f"?kind={kind}" for kind in Rule.Kind.values]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("words", {"entries", "whole_words"}),
        ("heated", {"amount", "minutes", "pause"}),
        ("repeats", {"share"}),
    ],
)
def test_the_form_asks_for_what_the_kind_needs(desk, kind, fields):
    page = html.fromstring(desk.get(f"{ADD}?kind={kind}").content)

    names = {field.get("name") for field in page.cssselect("#rule_form [name]")}
    own = {"entries", "whole_words", "amount", "minutes", "pause", "share"}
    assert names & own == fields


def test_a_rule_is_written_tried_and_switched_on(desk, article):
    post(article, text="You idiot & fool")
    desk.post(f"{ADD}?kind=words", WRITTEN)
    rule = Rule.objects.get()
    assert (rule.kind, rule.is_on, rule.version) == ("words", False, 1)
    changed = WRITTEN | {"is_on": "on", "seen_version": "1"}

    refused = desk.post(address_of(rule), changed)
    assert "never tried" in errors_in(refused)
    # The newspaper's stories are of the past year; so are the comments of the tests.
    BackTest.objects.create(
        rule=rule,
        rule_version=1,
        asked_at=rule.versions.get().made_at,
        finished_at=rule.versions.get().made_at,
        total=1,
        examined=1,
        outcome={"published": 1},
        examples=[
            {"comment": article.thread.comments.get().pk, "words": "idiot", "spans": [[4, 9]]}
        ],
    )
    page = desk.get(address_of(rule))
    assert b"You <mark>idiot</mark> &amp; fool" in page.content
    assert "would have held 1, of which 1 is published today" in text_of(page)
    assert desk.post(address_of(rule), changed).status_code == 302

    assert post(article, text="fool").state == "held"


def test_trying_counts_the_comments_of_the_last_30_days(desk):
    rule = make_rule(is_on=False)

    answer = desk.post(address_of(rule, "try"), follow=True)

    assert "Of the 0 comments of the last 30 days this would have held 0" in text_of(answer)
    assert desk.get(address_of(rule, "try")).status_code == 405


def test_a_trial_that_goes_on_says_how_far_it_is(desk, moderator, monkeypatch):
    monkeypatch.setattr("comments.rules.trying.WHILE_WAITING", -1)
    rule = make_rule(is_on=False)
    try_rule(rule, by=moderator)
    BackTest.objects.update(total=9000, examined=1500)

    assert "1500 of 9000 comments were looked at so far" in text_of(desk.get(address_of(rule)))


def test_a_line_that_is_wrong_is_named_and_nothing_typed_is_lost(desk):
    refused = desk.post(f"{ADD}?kind=words", WRITTEN | {"entries": "idiot\nx"})

    assert refused.status_code == 200
    assert "Line 2, “x”" in errors_in(refused)
    assert b"idiot\nx" in refused.content
    assert not Rule.objects.exists()


def test_who_was_slower_is_told_and_keeps_what_was_typed(desk):
    rule = make_rule(version=3)

    refused = desk.post(address_of(rule), WRITTEN | {"seen_version": "2", "is_on": "on"})

    assert "at version 3" in errors_in(refused)
    assert b"idiot\nfool" in refused.content
    assert Rule.objects.get().entries == "idiot"


def test_nobody_else_finds_rules(client, outsider):
    client.force_login(outsider)
    rule = make_rule()

    assert client.get(ADD).status_code == 403
    assert client.post(address_of(rule, "try")).status_code == 403
    assert not BackTest.objects.exists()
