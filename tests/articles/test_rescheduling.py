"""What is planned happens at another hour, or now, with the text that was planned or with today's."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import refusals
from articles.models import Credit, Subject
from articles.publishing import publish, update, withdraw
from articles.rescheduling import reschedule
from tests.makers import make_article, make_mention, make_person, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def planned(clock):
    """A first publication, planned for one day later, of a story that somebody wrote about somebody."""
    article = make_article(headline="Planned", slug="plan", section=make_section(slug="world"))
    article.bylines.create(person=make_person())
    make_mention(article, make_person())
    publish(article, by=None, at=NOW + 24 * HOUR)
    return article


@pytest.fixture
def update_planned(clock):
    """A correction of a live story, planned for three hours later."""
    article = make_article(headline="Before")
    publish(article, by=None)
    change(article, "Planned")
    update(article, by=None, kind="correction", note="Both.", is_grave=True, at=NOW + 3 * HOUR)
    return article


def change(article, headline):
    article.headline = headline
    article.save()


def visible(article, at):
    return article.editions.visible(at=at).first()


def test_a_first_publication_is_brought_forward_with_all_that_belongs_to_it(clock, planned):
    clock.shift(HOUR)
    edition = reschedule(planned, by=None, replacing=NOW + 24 * HOUR)

    assert planned.editions.get() == edition
    assert (edition.number, edition.kind, edition.path) == (1, "first", "/world/2025/11/22/plan/")
    assert (edition.starts_at, edition.published_at) == (NOW + HOUR, NOW + HOUR)
    for rows in (Subject, Credit):
        assert rows.objects.get().published_at == NOW + HOUR
        assert rows.objects.get().edition == edition


def test_a_first_publication_is_put_off_to_another_day(planned):
    edition = reschedule(planned, by=None, replacing=NOW + 24 * HOUR, at=NOW + 48 * HOUR)

    assert edition.path == "/world/2025/11/24/plan/"
    assert visible(planned, NOW + 47 * HOUR) is None
    assert visible(planned, NOW + 48 * HOUR) == edition


def test_the_text_stays_that_which_was_planned(clock, update_planned):
    change(update_planned, "Not meant for readers yet")
    edition = reschedule(update_planned, by=None, replacing=NOW + 3 * HOUR, at=NOW + 2 * HOUR)

    assert (edition.headline, edition.kind, edition.note) == ("Planned", "correction", "Both.")
    assert (edition.updated_at, edition.is_grave) == (NOW + 2 * HOUR, True)
    assert visible(update_planned, NOW + 2 * HOUR - timedelta(seconds=1)).headline == "Before"
    assert visible(update_planned, NOW + 2 * HOUR) == edition


def test_the_text_of_now_goes_live_as_what_was_planned(clock, update_planned):
    change(update_planned, "Better")
    clock.shift(HOUR)
    edition = reschedule(update_planned, by=None, replacing=NOW + 3 * HOUR, with_saved_text=True)

    assert (edition.headline, edition.kind, edition.note) == ("Better", "correction", "Both.")
    assert (edition.starts_at, edition.is_grave) == (NOW + HOUR, True)


def test_a_first_publication_takes_the_text_of_now(planned):
    change(planned, "Better")
    edition = reschedule(
        planned, by=None, replacing=NOW + 24 * HOUR, at=NOW + HOUR, with_saved_text=True
    )

    assert (edition.headline, edition.starts_at) == ("Better", NOW + HOUR)


def test_a_minor_change_moves_without_moving_updated(clock):
    article = make_article(headline="Before")
    publish(article, by=None)
    change(article, "Planned")
    update(article, by=None, kind="minor", at=NOW + 3 * HOUR)

    assert reschedule(article, by=None, replacing=NOW + 3 * HOUR, at=NOW + HOUR).updated_at is None


def test_a_withdrawal_moves(clock):
    article = make_article()
    publish(article, by=None)
    withdraw(article, by=None, reason="The licence ends.", at=NOW + HOUR)
    reschedule(article, by=None, replacing=NOW + HOUR, at=NOW + 2 * HOUR)

    assert visible(article, NOW + HOUR).withdrawal_reason == "The licence ends."
    assert visible(article, NOW + 2 * HOUR) is None


def test_only_the_plan_that_was_seen_is_moved(clock, planned):
    with pytest.raises(refusals.ChangeIsScheduled):
        reschedule(planned, by=None, replacing=NOW + 23 * HOUR)
    with pytest.raises(refusals.TimeIsPast):
        reschedule(planned, by=None, replacing=NOW + 24 * HOUR, at=NOW - HOUR)
    clock.shift(24 * HOUR)
    with pytest.raises(refusals.PlanIsOver):
        reschedule(planned, by=None, replacing=NOW + 24 * HOUR)
    assert planned.editions.get().starts_at == NOW + 24 * HOUR


def test_an_address_that_is_taken_on_the_other_day_leaves_the_plan_as_it_was(planned):
    publish(make_article(slug="plan", section=planned.section), by=None)
    with pytest.raises(refusals.AddressTaken):
        reschedule(planned, by=None, replacing=NOW + 24 * HOUR)
    assert planned.editions.get().starts_at == NOW + 24 * HOUR
