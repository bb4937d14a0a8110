from datetime import timedelta

import pytest

from articles.models import Placement
from articles.models.placement import FRONT_PAGE
from tests.makers import PUBLISHED_AT, make_article, make_section
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def place(**overrides):
    """A story in the lead of the front page from its publication on."""
    fields = {"slot": 1, "starts_at": PUBLISHED_AT, "article": None} | overrides
    fields["article"] = fields["article"] or make_article()
    return Placement.objects.create(**fields)


@pytest.mark.parametrize("slot", [0, 21])
def test_placement_slot_in_range(slot):
    with refused_by("placement_slot_in_range"):
        place(slot=slot)


def test_placement_position_in_range():
    place(position=4)

    with refused_by("placement_position_in_range"):
        place(position=5)


def test_placement_slot_decides_repetition():
    place(may_repeat=True)

    with refused_by("placement_slot_decides_repetition"):
        place(position=1, may_repeat=True)


def test_placement_ends_after_start():
    with refused_by("placement_ends_after_start"):
        place(ends_at=PUBLISHED_AT)


@pytest.mark.parametrize("on_front_page", [True, False])
def test_placement_one_story_per_slot(on_front_page):
    section = None if on_front_page else make_section()
    place(section=section)

    with refused_by("placement_one_story_per_slot"):
        place(section=section, starts_at=PUBLISHED_AT + HOUR)
    assert place(section=section, position=1).pk


@pytest.mark.parametrize("on_front_page", [True, False])
def test_placement_story_once_per_page(on_front_page):
    section, article = None if on_front_page else make_section(), make_article()
    place(section=section, article=article)

    with refused_by("placement_story_once_per_page"):
        place(section=section, article=article, slot=2, position=1)


def test_a_story_may_stand_on_two_pages():
    article = make_article()
    place(article=article)

    assert place(article=article, section=make_section()).pk


def test_a_slot_passes_from_one_story_to_the_next():
    first = place(ends_at=PUBLISHED_AT + HOUR)
    second = place(starts_at=PUBLISHED_AT + HOUR)

    def lead(at):
        return Placement.objects.on_page(FRONT_PAGE).standing(at=at).get()

    assert lead(PUBLISHED_AT) == first
    assert lead(PUBLISHED_AT + HOUR) == second


def test_stories_are_listed_by_slot():
    third, first, below = place(slot=3), place(slot=1), place(slot=1, position=2)
    elsewhere = place(section=make_section(name="World"))

    assert list(Placement.objects.on_page(FRONT_PAGE).in_slot_order()) == [first, below, third]
    assert list(Placement.objects.on_page(elsewhere.section_id)) == [elsewhere]
    assert str(elsewhere) == "World, slot 1"
    assert str(first) == "Front page, slot 1"
    assert str(below) == "Front page, slot 1, below it 2"


def test_what_is_planned_does_not_stand_yet():
    planned = place(starts_at=PUBLISHED_AT + HOUR)

    assert not Placement.objects.standing(at=PUBLISHED_AT)
    assert list(Placement.objects.planned(after=PUBLISHED_AT)) == [planned]
    assert not Placement.objects.planned(after=PUBLISHED_AT + HOUR)
