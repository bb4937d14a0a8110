"""Every act of publishing is one row of the record: what stood before, and what stands after it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.checklist import accept, check
from articles.publishing import (
    LegalOrder,
    PublishingRefused,
    correct,
    publish,
    schedule,
    update,
    withdraw,
)
from articles.rescheduling import cancel_scheduled, reschedule
from articles.rewording import reword
from newsportal.audit.acts import Act
from tests.makers import make_article, make_person, make_user
from tests.records import acts, recorded

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def editor():
    return make_user(name="Ann Editor")


@pytest.fixture
def article(clock):
    article = make_article(headline="The first words")
    article.bylines.create(person=make_person())
    return article


@pytest.fixture
def live(article, clock):
    """An article that was published by the site an hour ago, and has changed since."""
    publish(article, by=None)
    clock.shift(HOUR)
    article.headline = "Other words"
    article.save()
    recorded()
    return article


def last():
    return recorded()[-1]


def test_publishing_is_recorded(article, editor):
    edition = publish(article, by=editor)

    (entry,) = recorded()
    assert (entry.act, entry.actor) == (Act.ARTICLE_PUBLISHED, "Ann Editor")
    assert (entry.kind, entry.object_key, entry.object) == (
        "article",
        str(article.pk),
        "The first words",
    )
    assert entry.before is None
    assert entry.after == {
        "edition": 1,
        "kind": "first",
        "headline": "The first words",
        "path": edition.path,
        "starts_at": "2025-11-22T12:00:00Z",
    }


def test_scheduling_is_recorded(article, editor):
    schedule(article, by=editor, at=NOW + HOUR)

    assert [entry.act for entry in recorded()] == [Act.ARTICLE_SCHEDULED]
    assert last().after["starts_at"] == "2025-11-22T13:00:00Z"


def test_scheduling_an_update_is_recorded_once(live, editor):
    schedule(live, by=editor, at=timezone.now() + HOUR)

    assert acts() == [Act.ARTICLE_PUBLISHED, Act.ARTICLE_SCHEDULED]
    assert last().before["edition"] == 1
    assert last().after["edition"] == 2


def test_updating_is_recorded(live, editor):
    update(live, by=editor, kind="minor")

    assert last().act == Act.ARTICLE_UPDATED
    assert last().before["headline"] == "The first words"
    assert last().after["headline"] == "Other words"
    assert last().after["kind"] == "minor"


def test_correcting_is_recorded_with_its_words(live, editor):
    correct(live, by=editor, note="It was 31.")

    assert last().act == Act.ARTICLE_CORRECTED
    assert last().after["note"] == "It was 31."


def test_withdrawing_is_recorded_with_its_reason(live, editor):
    withdraw(live, by=editor, reason="It was not true.")

    assert last().act == Act.ARTICLE_WITHDRAWN
    assert "ends_at" not in last().before
    assert last().after["ends_at"] == "2025-11-22T13:00:00Z"
    assert last().after["withdrawal_reason"] == "It was not true."


def test_cancelling_is_recorded_with_what_was_planned(article, editor):
    schedule(article, by=None, at=NOW + HOUR)

    cancel_scheduled(article, by=editor)

    assert (last().act, last().actor) == (Act.ARTICLE_CANCELLED, "Ann Editor")
    assert last().before["starts_at"] == "2025-11-22T13:00:00Z"
    assert last().after is None


def test_moving_a_plan_is_recorded_once(article, editor):
    schedule(article, by=None, at=NOW + HOUR)

    reschedule(article, by=editor, replacing=NOW + HOUR, at=NOW + 2 * HOUR)

    assert acts() == [Act.ARTICLE_SCHEDULED, Act.ARTICLE_RESCHEDULED]
    assert last().before["starts_at"] == "2025-11-22T13:00:00Z"
    assert last().after["starts_at"] == "2025-11-22T14:00:00Z"


def test_what_an_act_takes_the_place_of_is_recorded_too(live, editor):
    update(live, by=None, at=NOW + 2 * HOUR)

    withdraw(live, by=editor, reason="It was not true.", replacing=NOW + 2 * HOUR)

    assert acts()[-2:] == [Act.ARTICLE_CANCELLED, Act.ARTICLE_WITHDRAWN]
    assert [entry.actor for entry in recorded()[-2:]] == ["Ann Editor", "Ann Editor"]


def test_rewording_is_recorded_with_both_wordings(live, editor, clock):
    correct(live, by=None, note="It was 31.")
    clock.shift(HOUR)

    reword(live, by=editor, correction=2, note="It was 31, not 13.")

    assert last().act == Act.ARTICLE_REWORDED
    assert (last().before["note"], last().after["note"]) == ("It was 31.", "It was 31, not 13.")
    assert last().after["rewords"] == 2


def test_a_legal_order_is_recorded_with_who_gave_it(live, editor):
    withdraw(live, by=editor, reason="Ordered.", legal_order=LegalOrder("Court of Minsk"))

    assert last().after["is_legal_order"] is True
    assert last().after["legal_authority"] == "Court of Minsk"


def test_each_accepted_warning_is_recorded(editor):
    article = make_article(body="<p>The pardon of XX came late.</p>")
    checklist = check(article)
    reasons = {one.fingerprint: "The agency says so" for one in checklist.warnings}

    accept(checklist, by=editor, reasons=reasons)
    accept(checklist, by=make_user(), reasons=reasons)

    assert acts() == [Act.ARTICLE_WARNING_ACCEPTED] * len(checklist.warnings)
    assert [entry.after for entry in recorded()] == [
        {"warning": one.problem, "reason": "The agency says so"} for one in checklist.warnings
    ]


def test_what_was_refused_is_not_recorded(live, editor):
    with pytest.raises(PublishingRefused):
        publish(live, by=editor)

    assert acts() == [Act.ARTICLE_PUBLISHED]
