import pytest

from articles.models import Arrangement, PendingArrangement
from articles.models.placement import FRONT_PAGE
from tests.makers import PUBLISHED_AT, make_section, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def arrange(number, **fields):
    times = {"starts_at": PUBLISHED_AT, "created_at": PUBLISHED_AT}
    return Arrangement.objects.create(number=number, **times | fields)


@pytest.mark.parametrize("on_front_page", [True, False])
def test_arrangement_number_unique(on_front_page):
    section = None if on_front_page else make_section()
    arrange(1, section=section)
    arrange(2, section=section)
    arrange(1, section=make_section())

    with refused_by("arrangement_number_unique"):
        arrange(2, section=section)


@pytest.mark.parametrize("on_front_page", [True, False])
def test_pending_arrangement_once(on_front_page):
    section, editor = None if on_front_page else make_section(), make_user()
    PendingArrangement.objects.create(section=section, editor=editor)
    PendingArrangement.objects.create(section=section, editor=make_user())
    PendingArrangement.objects.create(section=make_section(), editor=editor)

    with refused_by("pending_arrangement_once"):
        PendingArrangement.objects.create(section=section, editor=editor)


def test_acts_are_read_page_by_page_the_latest_first():
    section = make_section(name="World")
    first, second, elsewhere = arrange(1), arrange(2), arrange(1, section=section)

    assert list(Arrangement.objects.on_page(FRONT_PAGE).latest_first()) == [second, first]
    assert list(Arrangement.objects.on_page(section.pk).latest_first()) == [elsewhere]
    assert (str(second), str(elsewhere)) == (
        "Front page, arrangement 2",
        "World, arrangement 1",
    )


def test_what_is_prepared_belongs_to_a_page_and_an_editor():
    section, editor = make_section(name="World"), make_user(email="edith@example.org")
    front = PendingArrangement.objects.create(editor=editor)
    elsewhere = PendingArrangement.objects.create(section=section, editor=editor)

    assert PendingArrangement.objects.on_page(FRONT_PAGE).get() == front
    assert PendingArrangement.objects.on_page(section.pk).get() == elsewhere
    assert str(front).startswith("Front page, prepared by")
