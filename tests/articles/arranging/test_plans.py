"""The moves with which a page is arranged, on plans alone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arranging.plans import Plan, PlannedSlot
from articles.arranging.refusals import ArrangingRefused, NotOnThePage, PageIsFull, TooManySupport
from articles.models.placement import MOST_SLOTS, MOST_SUPPORTING

AT = datetime(2030, 1, 1, 12, tzinfo=UTC)


def plan_of(**slots):
    """Such as `plan_of(s1=[7, 8], s3=[9])`: stories by slot, the slot's own first."""
    return Plan(tuple(PlannedSlot(int(name[1:]), tuple(keys)) for name, keys in slots.items()))


def test_a_free_slot_takes_a_story_and_nothing_moves():
    assert plan_of(s1=[1], s3=[3]).placing(2, 2) == plan_of(s1=[1], s2=[2], s3=[3])


def test_a_story_pushes_those_below_it_as_far_as_the_next_free_slot():
    before = plan_of(s1=[1, 10], s2=[2], s4=[4])

    assert before.placing(9, 1) == plan_of(s1=[9], s2=[1, 10], s3=[2], s4=[4])


def test_a_story_that_is_placed_again_leaves_its_former_place():
    assert plan_of(s1=[1], s2=[2]).placing(2, 1) == plan_of(s1=[2], s2=[1])
    assert plan_of(s1=[1, 5], s2=[2]).placing(5, 2) == plan_of(s1=[1], s2=[5], s3=[2])


def test_a_full_page_takes_no_more():
    full = Plan(tuple(PlannedSlot(number, (number,)) for number in range(1, MOST_SLOTS + 1)))

    with pytest.raises(PageIsFull):
        full.placing(99, 3)
    with pytest.raises(PageIsFull):
        full.moving(1, MOST_SLOTS + 1)


def test_a_slot_moves_with_all_that_belongs_to_it():
    slot = PlannedSlot(3, (3, 30), AT, may_repeat=True)
    before = Plan((PlannedSlot(1, (1,)), slot))

    after = before.moving(3, 1)

    assert after == Plan((PlannedSlot(1, (3, 30), AT, may_repeat=True), PlannedSlot(2, (1,))))
    assert after.moving(3, 3) == Plan((PlannedSlot(1, (1,)), slot))


def test_stories_step_up_and_down():
    before = plan_of(s1=[1, 5, 6, 7], s2=[2])

    assert before.stepping(2, -1) == plan_of(s1=[2], s2=[1, 5, 6, 7])
    assert before.stepping(1, -1) == before
    assert before.stepping(6, -1) == plan_of(s1=[1, 6, 5, 7], s2=[2])
    assert before.stepping(6, 1) == plan_of(s1=[1, 5, 7, 6], s2=[2])
    assert before.stepping(5, -1) == before
    assert before.stepping(7, 1) == before


def test_a_story_is_put_below_another():
    before = plan_of(s1=[1], s2=[2])

    assert before.placing_below(9, 1) == plan_of(s1=[1, 9], s2=[2])
    assert before.placing_below(2, 1) == plan_of(s1=[1, 2])
    with pytest.raises(NotOnThePage):
        before.placing_below(9, 3)
    with pytest.raises(NotOnThePage):
        before.placing_below(1, 1)
    with pytest.raises(TooManySupport):
        plan_of(s1=range(MOST_SUPPORTING + 1)).placing_below(99, 1)


def test_what_supports_a_story_goes_with_it():
    before = plan_of(s1=[1, 5, 6], s2=[2])

    assert before.without(5) == plan_of(s1=[1, 6], s2=[2])
    assert before.without(1) == plan_of(s2=[2])
    with pytest.raises(NotOnThePage):
        before.without(99)
    assert before.only(lambda story: story not in {1, 2}) == Plan()


MOVES = st.one_of(
    st.tuples(st.just("placing"), st.integers(1, 9), st.integers(1, MOST_SLOTS)),
    st.tuples(st.just("placing_below"), st.integers(1, 9), st.integers(1, MOST_SLOTS)),
    st.tuples(st.just("moving"), st.integers(1, 9), st.integers(0, MOST_SLOTS + 1)),
    st.tuples(st.just("stepping"), st.integers(1, 9), st.sampled_from([-1, 1])),
    st.tuples(st.just("without"), st.integers(1, 9)),
)


@given(st.lists(MOVES, max_size=30))
def test_whatever_is_done_no_story_stands_twice_and_what_is_written_is_read(moves):
    plan = Plan()
    for name, *arguments in moves:
        before = plan
        try:
            plan = getattr(plan, name)(*arguments)
        except ArrangingRefused:
            continue
        stories = [story for slot in plan.slots for story in slot.stories]
        assert len(stories) == len(set(stories))
        assert [slot.number for slot in plan.slots] == sorted({slot.number for slot in plan.slots})
        assert all(1 <= slot.number <= MOST_SLOTS for slot in plan.slots)
        if name in {"moving", "stepping"}:
            assert plan.stories == before.stories
    assert Plan.read(plan.written()) == plan
