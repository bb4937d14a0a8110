"""Trying a rule on past comments: what it would have met, and what became of that."""

from datetime import timedelta

import pytest

from comments.models import BackTest, ModerationEvent, Rule
from comments.rules import trying
from comments.rules.trying import TRIED, carry_on, try_rule
from newsportal.accounts.rights import RightMissing
from tests.comments.conftest import NOW
from tests.comments.reports import file_report
from tests.makers import make_comment, make_rule, make_section, make_thread

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def thread(article):
    return make_thread(article=article)


def write(thread, text, *, ago=MINUTE, **fields):
    at = NOW - ago
    return make_comment(thread, text=text, created_at=at, published_at=at, **fields)


def test_it_counts_what_it_would_have_met_by_what_became_of_it(thread, moderator):
    kept = write(thread, "You idiot, she said")
    write(thread, "A nice day", ago=2 * MINUTE)
    spam = write(thread, "idiot idiot", ago=3 * MINUTE, state="spam")
    write(thread, "idiot", ago=TRIED + MINUTE)
    write(thread, "idiot", state="withdrawn")
    rule = make_rule(is_on=False)

    test = try_rule(rule, by=moderator, now=NOW)

    assert (test.total, test.examined, test.rule_version) == (3, 3, 1)
    assert test.outcome == {"published": 1, "spam": 1}
    assert [(one["comment"], one["spans"]) for one in test.examples] == [
        (kept.pk, [(4, 9)]),
        (spam.pk, [(0, 5), (6, 11)]),
    ]
    assert test.finished_at


@pytest.mark.parametrize(
    ("numbers", "met"),
    [
        ({"kind": "rate", "amount": 2, "minutes": 10}, 2),
        ({"kind": "heated", "amount": 2, "minutes": 10, "pause": 2}, 2),
        ({"kind": "newcomers", "amount": 1}, 2),
        ({"kind": "repeats", "share": 80}, 3),
        ({"kind": "links", "amount": 0}, 0),
    ],
)
def test_the_past_grows_as_it_did(thread, moderator, numbers, met):
    text = "Everybody should read what the ministry has published on this."
    comments = [
        write(thread, f"{text} {number}", ago=(5 - number) * MINUTE, author_key="anna")
        for number in range(4)
    ]
    ModerationEvent.objects.create(
        comment=comments[1],
        revision_number=2,
        actor=moderator,
        from_state="held",
        to_state="published",
        created_at=comments[1].created_at,
    )

    test = try_rule(make_rule(is_on=False, **numbers), by=moderator, now=NOW)

    assert sum(test.outcome.values()) == met


@pytest.mark.parametrize(
    ("state", "met"), [("open", 2), ("upheld", 2), ("dismissed", 0), ("moot", 0)]
)
def test_a_trial_knows_what_was_reported_by_then(thread, moderator, state, met):
    comments = [
        write(thread, f"Text {number}", ago=(5 - number) * MINUTE, author_key="anna")
        for number in range(4)
    ]
    decided = {} if state == "open" else {"decided_at": NOW}
    for _ in range(2):
        file_report(comments[0], created_at=comments[1].created_at, state=state, **decided)
    rule = make_rule(is_on=False, kind="heated", amount=12, minutes=3, pause=2)

    test = try_rule(rule, by=moderator, now=NOW)

    assert test.outcome == ({"published": met} if met else {})


def test_approvals_from_before_the_month_count(thread, moderator):
    earlier = write(thread, "Hello", ago=TRIED + MINUTE, author_key="anna")
    ModerationEvent.objects.create(
        comment=earlier,
        revision_number=2,
        actor=moderator,
        from_state="held",
        to_state="published",
        created_at=earlier.created_at,
    )
    write(thread, "Hello again", author_key="anna")
    write(thread, "Hello", author_key="bella")
    rule = make_rule(kind="newcomers", amount=1, is_on=False)

    assert try_rule(rule, by=moderator, now=NOW).outcome == {"published": 1}


def test_it_looks_where_the_rule_would_hold(thread, moderator):
    write(thread, "idiot")
    here = make_rule(section=thread.article.section, is_on=False)
    elsewhere = make_rule(section=make_section(), is_on=False)
    article = make_rule(article=thread.article, is_on=False)

    totals = [try_rule(rule, by=moderator, now=NOW).total for rule in (here, elsewhere, article)]

    assert totals == [1, 0, 1]


def test_many_comments_are_tried_by_a_task(thread, moderator, monkeypatch):
    monkeypatch.setattr(trying, "WHILE_WAITING", 1)
    write(thread, "idiot")
    write(thread, "idiot")
    rule = make_rule(is_on=False)

    test = try_rule(rule, by=moderator, now=NOW)

    assert test.finished_at is None
    assert try_rule(rule, by=moderator, now=NOW + MINUTE) == test, "it is running already"
    assert carry_on.call(test.pk) == 2
    test.refresh_from_db()
    assert (test.examined, test.outcome) == (2, {"published": 2})
    assert test.finished_at


def test_a_trial_of_a_rule_that_was_changed_meanwhile_ends(thread, moderator, monkeypatch):
    monkeypatch.setattr(trying, "WHILE_WAITING", 0)
    write(thread, "idiot")
    test = try_rule(make_rule(is_on=False), by=moderator, now=NOW)
    Rule.objects.update(version=2)

    assert carry_on.call(test.pk) == 0
    assert BackTest.objects.get().finished_at is None


def test_the_newest_are_tried_where_there_are_too_many(thread, moderator, monkeypatch):
    monkeypatch.setattr(trying, "MOST", 2)
    write(thread, "idiot", ago=3 * MINUTE)
    write(thread, "Hello", ago=2 * MINUTE, state="held")
    write(thread, "Hello")

    test = try_rule(make_rule(is_on=False), by=moderator, now=NOW)

    assert (test.total, test.outcome) == (2, {})


def test_only_those_who_may_change_a_rule_try_it(outsider):
    with pytest.raises(RightMissing):
        try_rule(make_rule(), by=outsider)
