"""A newspaper may ask that somebody else approves what is published."""

from functools import partial
from typing import Any

import pytest

from articles import refusals
from articles.editing import record_revision
from articles.models import Article, Publication
from articles.publishing import correct, publish, schedule, update, withdraw
from articles.rescheduling import cancel_scheduled
from articles.workflow import approve, send_back, submit
from tests.articles.admin.stepping import change
from tests.articles.workflow.conftest import HOUR, NOW
from tests.makers import make_user


@pytest.fixture
def two_people(db):
    Publication.objects.create(pk=1, needs_approval=True)


def test_without_the_setting_a_draft_is_published_straight_away(article, edith):
    assert publish(article, by=edith).number == 1


@pytest.mark.usefixtures("two_people")
def test_a_second_person_approves_before_anybody_publishes(article, rita, edith):
    with pytest.raises(refusals.ApprovalMissing, match="has to approve this version first"):
        publish(article, by=edith)
    submit(article, by=rita)
    with pytest.raises(refusals.ApprovalMissing):
        publish(article, by=edith)
    with pytest.raises(refusals.OwnWork, match="somebody else has to approve it"):
        approve(article, by=rita)
    approve(article, by=edith)

    assert publish(article, by=rita).number == 1


@pytest.mark.usefixtures("two_people")
def test_who_wrote_last_is_no_second_person(article, rita, edith):
    submit(article, by=rita)
    Article.objects.filter(pk=article.pk).update(headline="By the desk")
    record_revision(article, by=edith)

    with pytest.raises(refusals.OwnWork):
        approve(article, by=edith)

    approve(article, by=make_user())
    assert publish(article, by=edith).headline == "By the desk"


def test_an_approval_of_ones_own_work_does_not_count_once_a_second_person_is_asked_for(
    article, rita
):
    submit(article, by=rita)
    approve(article, by=rita)
    Publication.objects.create(pk=1, needs_approval=True)

    with pytest.raises(refusals.ApprovalMissing):
        publish(article, by=make_user())


@pytest.mark.usefixtures("two_people")
def test_every_way_to_readers_asks_for_the_approval(clock, article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)
    schedule(article, by=edith, at=NOW + HOUR)
    cancel_scheduled(article, by=edith)
    schedule(article, by=edith, at=NOW + HOUR)
    clock.shift(2 * HOUR)
    change(article, headline="What came later")
    acts: list[Any] = [
        update,
        partial(update, kind="minor"),
        partial(correct, note="x"),
        partial(schedule, at=NOW + 3 * HOUR),
    ]
    for act in acts:
        with pytest.raises(refusals.ApprovalMissing):
            act(article, by=edith)
    assert update(article, by=None).number == 2, "an import has nobody to ask"
    clock.shift(HOUR)
    withdraw(article, by=edith, reason="What is wrong goes at once")


@pytest.mark.usefixtures("two_people")
def test_a_returned_text_has_lost_its_approval(article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)
    send_back(article, by=edith, note="On second thoughts, no")

    with pytest.raises(refusals.ApprovalMissing):
        publish(article, by=edith)
