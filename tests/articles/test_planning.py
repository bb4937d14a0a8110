"""What is planned: given up, replaced by the act of somebody who saw it, or left as it is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import refusals
from articles.publishing import LegalOrder, publish, schedule, update, withdraw
from articles.rescheduling import cancel_scheduled
from tests.makers import make_article, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def visible(article, at):
    return article.editions.visible(at=at).first()


def change(article, headline):
    article.headline = headline
    article.save()


def test_cancelling_leaves_what_is_live(clock):
    article = make_article(headline="Before")
    live = publish(article, by=None)
    change(article, "After")
    schedule(article, by=None, at=NOW + HOUR)
    cancel_scheduled(article, by=None)
    assert visible(article, NOW + 2 * HOUR) == live
    with pytest.raises(refusals.NothingScheduled):
        cancel_scheduled(article, by=None)


def test_cancelling_a_first_publication_makes_it_a_draft_again(clock):
    article = make_article()
    schedule(article, by=None, at=NOW + HOUR)
    cancel_scheduled(article, by=None)
    assert not article.editions.exists()
    assert publish(article, by=None).number == 1


def test_a_planned_withdrawal_can_be_cancelled(clock):
    article = make_article()
    publish(article, by=None)
    withdraw(article, by=None, reason="The licence ends.", at=NOW + HOUR)
    with pytest.raises(refusals.ChangeIsScheduled):
        withdraw(article, by=None, reason="The licence ends.", at=NOW + 2 * HOUR)
    cancel_scheduled(article, by=None)
    live = visible(article, NOW + 2 * HOUR)
    assert (live.ends_at, live.withdrawal_reason) == (None, "")


@pytest.mark.parametrize(
    "act",
    [
        lambda article: publish(article, by=None),
        lambda article: update(article, by=None),
        lambda article: withdraw(article, by=None, reason="x"),
        lambda article: schedule(article, by=None, at=NOW + 2 * HOUR),
    ],
    ids=["publish", "update", "withdraw", "schedule"],
)
def test_a_second_plan_beside_a_scheduled_one_is_refused(clock, act):
    article = make_article()
    schedule(article, by=None, at=NOW + HOUR)
    with pytest.raises(refusals.ChangeIsScheduled, match=r"scheduled for 22 November 2025, 13:00"):
        act(article)


def test_a_change_before_a_planned_withdrawal_leaves_it_planned(clock):
    article, editor = make_article(), make_user()
    publish(article, by=None)
    order = LegalOrder("Court of Minsk", "https://court.example.org/1")
    withdraw(article, by=editor, reason="Ordered.", legal_order=order, at=NOW + 3 * HOUR)
    change(article, "Changed")
    clock.shift(HOUR)
    edition = update(article, by=None, kind="minor")

    edition.refresh_from_db()
    assert (edition.ends_at, edition.withdrawal_reason) == (NOW + 3 * HOUR, "Ordered.")
    assert (edition.withdrawn_by, edition.legal_authority) == (editor, "Court of Minsk")
    before = article.editions.get(number=1)
    assert (before.ends_at, before.withdrawal_reason, before.is_legal_order) == (
        NOW + HOUR,
        "",
        False,
    )
    assert visible(article, NOW + 3 * HOUR) is None


def test_a_change_after_a_planned_withdrawal_is_refused(clock):
    article = make_article()
    publish(article, by=None)
    withdraw(article, by=None, reason="The licence ends.", at=NOW + HOUR)
    change(article, "Changed")
    with pytest.raises(refusals.ChangeIsScheduled):
        update(article, by=None, at=NOW + HOUR)


@pytest.mark.parametrize(
    "act",
    [
        lambda article, hour: publish(article, by=None, replacing=hour),
        lambda article, hour: schedule(article, by=None, at=NOW + 2 * HOUR, replacing=hour),
    ],
    ids=["publish", "schedule"],
)
def test_another_act_takes_the_place_of_the_plan_that_was_seen(clock, act):
    article = make_article(headline="Before")
    schedule(article, by=None, at=NOW + HOUR)
    change(article, "After")
    with pytest.raises(refusals.ChangeIsScheduled):
        act(article, NOW + 3 * HOUR)
    edition = act(article, NOW + HOUR)
    assert article.editions.get() == edition
    assert (edition.number, edition.headline) == (1, "After")


def test_publishing_now_instead_of_a_scheduled_update_is_one_act(clock):
    article = make_article(headline="Before")
    publish(article, by=None)
    change(article, "Planned")
    update(article, by=None, at=NOW + 3 * HOUR)
    clock.shift(HOUR)
    change(article, "Now")
    edition = update(article, by=None, kind="minor", replacing=NOW + 3 * HOUR)
    assert (edition.number, edition.headline, edition.ends_at) == (2, "Now", None)
    assert visible(article, NOW + 9 * HOUR) == edition


def test_what_was_to_be_replaced_may_be_over(clock):
    article = make_article(headline="Before")
    schedule(article, by=None, at=NOW + HOUR)
    clock.shift(2 * HOUR)
    change(article, "After")
    with pytest.raises(refusals.PlanIsOver, match="22 November 2025, 13:00"):
        update(article, by=None, replacing=NOW + HOUR)
    assert article.editions.count() == 1


def test_a_withdrawal_takes_the_place_of_a_scheduled_update(clock):
    article = make_article(headline="Before")
    publish(article, by=None)
    change(article, "Planned")
    update(article, by=None, at=NOW + 3 * HOUR)
    clock.shift(HOUR)
    withdraw(article, by=None, reason="It was wrong.", replacing=NOW + 3 * HOUR)
    assert article.editions.get().ends_at == NOW + HOUR
    assert visible(article, NOW + 3 * HOUR) is None
