"""Putting plans in force: what readers see before and after, and what stays of the past."""

from datetime import timedelta

import pytest
import time_machine

from articles.arranging.acts import arrange
from articles.arranging.plans import Plan, PlannedSlot
from articles.arranging.refusals import (
    EndsTooEarly,
    NothingArranged,
    StaleArrangement,
    TimeHasPassed,
)
from articles.arranging.standing import instants, standing, without_what_begins
from articles.models import Arrangement, Placement
from articles.models.placement import FRONT_PAGE
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditNote
from tests.articles.arranging.pages import plan_of, put, stands
from tests.makers import PUBLISHED_AT, make_article, make_section, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
NOW = PUBLISHED_AT + HOUR


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def stories():
    return [make_article().pk for _ in range(6)]


def test_a_page_is_arranged_as_one_act(stories, clock):
    one, two, three, *_ = stories
    editor = make_user(name="Edith Editor")

    act = put(plan_of([one, two], None, [three]), by=editor)

    assert stands(NOW) == {1: [one, two], 3: [three]}
    assert stands(NOW - SECOND) == {}
    assert (act.number, act.starts_at, act.created_by) == (1, NOW, editor)
    assert {row.created_by for row in Placement.objects.all()} == {editor}


def test_what_leaves_is_ended_and_what_stays_is_not_touched(stories, clock):
    one, two, three, *_ = stories
    put(plan_of([one], [two]))
    before = Placement.objects.get(article=two)
    clock.shift(HOUR)

    put(plan_of([three], [two]))

    assert stands(NOW) == {1: [one], 2: [two]}
    assert stands(NOW + HOUR) == {1: [three], 2: [two]}
    assert Placement.objects.get(article=two).pk == before.pk
    assert Placement.objects.count() == 3


def test_stories_change_their_places_at_one_instant(stories, clock):
    one, two, three, *_ = stories
    put(plan_of([one, three], [two]))
    clock.shift(HOUR)

    put(plan_of([two, one], None, [three]))

    assert stands(NOW + HOUR - SECOND) == {1: [one, three], 2: [two]}
    assert stands(NOW + HOUR) == {1: [two, one], 3: [three]}


def test_an_arrangement_for_later_leaves_the_page_until_then(stories):
    one, two, three, *_ = stories
    later = NOW + HOUR
    put(plan_of([one], [two]))

    put(plan_of([three], [one]), at=later)

    assert stands(later - SECOND) == {1: [one], 2: [two]}
    assert stands(later) == {1: [three], 2: [one]}
    assert instants(FRONT_PAGE, after=NOW) == [later]
    # What was ended by what comes next has no end that somebody chose.
    assert [slot.ends_at for slot in standing(FRONT_PAGE, at=NOW).plan.slots] == [None, None]


def test_what_is_planned_stays_planned(stories):
    one, two, three, four, *_ = stories
    later = NOW + HOUR
    put(plan_of([one]))
    put(plan_of([two], [one]), at=later)

    put(plan_of([three], None, [one, four]))

    assert stands(NOW) == {1: [three], 3: [one, four]}
    # Each makes room for what comes next in its slot, or for itself elsewhere; what supports it leaves.
    assert stands(later) == {1: [two], 2: [one]}


def test_a_story_leaves_at_its_chosen_end_with_what_supports_it(stories):
    one, two, *_ = stories
    end = NOW + HOUR
    plan = Plan((PlannedSlot(1, (one, two), end),))

    put(plan)

    assert stands(end - SECOND) == {1: [one, two]}
    assert stands(end) == {}
    assert standing(FRONT_PAGE, at=NOW).plan == plan
    put(plan_of([one, two]))
    assert stands(end) == {1: [one, two]}
    assert Placement.objects.count() == 2


def test_what_is_planned_can_be_taken_back(stories):
    one, two, three, *_ = stories
    later = NOW + HOUR
    put(Plan((PlannedSlot(1, (one,)), PlannedSlot(4, (three,), later))))
    put(plan_of([two, one]), at=later)
    assert stands(later) == {1: [two, one]}

    put(without_what_begins(standing(FRONT_PAGE, at=later)), at=later)

    assert stands(later) == {1: [one]}
    assert stands(NOW) == {1: [one], 4: [three]}
    assert [(row.article_id, row.ends_at) for row in Placement.objects.order_by("pk")] == [
        (one, None),
        (three, later),
    ]


def test_an_emptied_page_fills_by_itself(stories, clock):
    put(plan_of([stories[0]]))
    clock.shift(HOUR)

    put(Plan())

    assert stands(NOW + HOUR) == {}
    assert stands(NOW) == {1: [stories[0]]}


def test_pages_know_nothing_of_each_other(stories):
    section = make_section()
    put(plan_of([stories[0]]))

    act = put(plan_of([stories[0]], [stories[1]]), page=section.pk)

    assert (act.section, act.number) == (section, 1)
    assert stands(NOW) == {1: [stories[0]]}
    assert stands(NOW, section.pk) == {1: [stories[0]], 2: [stories[1]]}


def test_what_somebody_else_arranged_is_not_overwritten(stories):
    seen = standing(FRONT_PAGE, at=NOW).base
    put(plan_of([stories[0]]))

    with pytest.raises(StaleArrangement):
        arrange(FRONT_PAGE, plan_of([stories[1]]), by=None, base=seen)

    assert stands(NOW) == {1: [stories[0]]}
    assert Arrangement.objects.count() == 1


def test_a_plan_that_came_into_force_meanwhile_is_not_overwritten(stories, clock):
    put(plan_of([stories[0]]), at=NOW + HOUR)
    seen = standing(FRONT_PAGE, at=NOW).base
    clock.shift(HOUR)

    with pytest.raises(StaleArrangement):
        arrange(FRONT_PAGE, plan_of([stories[1]]), by=None, base=seen)


@pytest.mark.parametrize(
    ("slot", "at", "refusal"),
    [
        (PlannedSlot(2, (0,)), NOW, TimeHasPassed),
        (PlannedSlot(2, (0,)), NOW - HOUR, TimeHasPassed),
        (PlannedSlot(2, (0,), NOW), None, EndsTooEarly),
        (PlannedSlot(2, (0,), NOW + HOUR), NOW + HOUR, EndsTooEarly),
    ],
)
def test_an_impossible_time_is_refused(stories, slot, at, refusal):
    plan = Plan((PlannedSlot(slot.number, (stories[0],), slot.ends_at),))

    with pytest.raises(refusal):
        put(plan, at=at)

    assert not Placement.objects.exists()
    assert not Arrangement.objects.exists()


def test_to_arrange_nothing_is_no_act(stories):
    put(plan_of([stories[0]]))

    with pytest.raises(NothingArranged):
        put(plan_of([stories[0]]))

    assert Arrangement.objects.count() == 1


def test_an_act_is_recorded_with_what_it_changed(stories):
    one, two, three, *_ = stories
    editor = make_user(name="Edith Editor")
    put(plan_of([one], [two]))

    act = put(plan_of([one], [two, three]), by=editor)

    note = AuditNote.objects.get(act=Act.FRONT_ARRANGED, object_key=act.pk)
    assert (note.object, note.actor) == ("Front page", "Edith Editor")
    (before,), (after,) = note.before["slots"], note.after["slots"]
    assert (before["slot"], before["stories"]) == (2, [two])
    assert after["stories"] == [two, three]
