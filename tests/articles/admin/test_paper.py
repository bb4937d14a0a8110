"""What stands where, old addresses, the paper's name, and the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin.refusing import words_of
from articles.editing import record_revision
from articles.models import Placement, Publication, Redirect, Revision
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.makers import make_article, make_edition, make_person, make_section

PLACE = "/admin/articles/placement/add/"


def place(desk, article, **fields):
    """Put a story into a slot from now on."""
    now = timezone.now()
    data = form_at(desk, PLACE) | {
        "article": [str(article.pk)],
        "slot": "1",
        "starts_at_0": f"{now:%Y-%m-%d}",
        "starts_at_1": f"{now:%H:%M:%S}",
    }
    return desk.post(PLACE, data | fields)


def test_a_story_is_put_into_a_slot(desk, editor):
    article = make_article()

    assert place(desk, article).status_code == 302

    placement = Placement.objects.get()
    assert (placement.article, placement.slot, placement.section) == (article, 1, None)
    assert placement.created_by == editor
    assert "Front page" in desk.get(address_of(placement, "changelist")).content.decode()


def test_two_stories_in_one_slot_are_refused(desk):
    place(desk, make_article())

    response = place(desk, make_article())

    assert "Another story stands in this slot at that time." in errors_in(response)
    assert typed_in(response)["slot"] == ["1"]
    assert Placement.objects.count() == 1


def test_one_story_in_two_slots_of_a_page_is_refused(desk):
    article, section = make_article(), make_section()
    place(desk, article, section=[str(section.pk)])

    response = place(desk, article, section=[str(section.pk)], slot="2")

    assert "This story stands on that page already" in errors_in(response)
    assert place(desk, article, slot="2").status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slot": "21"}, "Slots are numbered from 1 to 20."),
        (
            {"ends_at_0": "2020-01-01", "ends_at_1": "12:00"},
            "The end must not be before the start.",
        ),
        ({"ends_at_0": "2030-01-01"}, "Choose a time too."),
        ({"starts_at_1": ""}, "This field is required."),
    ],
)
def test_a_wrong_placement_is_explained(desk, fields, words):
    assert words in errors_in(place(desk, make_article(), **fields))
    assert not Placement.objects.exists()


def test_a_placement_that_is_changed_keeps_who_made_it(desk, editor):
    place(desk, make_article())
    placement = Placement.objects.get()
    Placement.objects.update(created_by=None)

    desk.post(address_of(placement), form_at(desk, address_of(placement)) | {"slot": "3"})

    placement.refresh_from_db()
    assert (placement.slot, placement.created_by) == (3, None)


def test_a_redirect_leads_to_exactly_one_thing(desk):
    person = make_person(name="Ann Author")
    address = address_of(Redirect, "add")
    data = form_at(desk, address) | {"path": "/authors/ann/"}

    assert "Choose exactly one of" in errors_in(desk.post(address, data))
    assert desk.post(address, data | {"person": [str(person.pk)]}).status_code == 302
    assert "Ann Author" in desk.get(address_of(Redirect, "changelist")).content.decode()


def test_the_paper_is_named_once_and_changed_from_then_on(desk):
    listed = address_of(Publication, "changelist")
    add = address_of(Publication, "add")
    assert desk.get(listed).url == add

    desk.post(add, form_at(desk, add) | {"name": "The Minsk Courier"})

    paper = Publication.objects.get()
    assert (paper.pk, desk.get(listed).url) == (1, address_of(paper))
    assert desk.get(add).status_code == 403
    assert desk.post(address_of(paper, "delete"), {"post": "yes"}).status_code == 403
    assert (
        "The Minsk Courier"
        in tree_of(desk.get("/admin/")).get_element_by_id("site-name").text_content()
    )


def test_revisions_are_read_and_never_changed(desk, editor):
    article = make_article(headline="First", body="<p>One.</p><p>Two &lt;b&gt;.</p>")
    revision = record_revision(article, by=editor)

    page = tree_of(desk.get(address_of(revision)))

    lines = [line.text_content() for line in page.find_class("record-text")[0]]
    assert lines == ["First", "One.", "Two <b>."]
    assert not page.xpath("//input[@type='submit']")
    assert desk.post(address_of(revision), {}).status_code == 403
    listed = desk.get(f"/admin/articles/revision/?article__id__exact={article.pk}")
    assert "Edith Editor" in listed.content.decode()


def test_editions_are_read_and_never_changed(desk):
    edition = make_edition(headline="As readers saw it")

    page = desk.get(address_of(edition))

    assert "As readers saw it" in page.content.decode()
    assert desk.post(address_of(edition), {}).status_code == 403
    assert "As readers saw it" in desk.get(address_of(edition, "changelist")).content.decode()


def test_a_published_article_is_not_deleted(desk):
    article = make_edition().article

    response = desk.post(address_of(article, "delete"), {"post": "yes"})

    assert response.status_code == 200
    assert Revision.objects.exists()


def test_a_refusal_without_a_cause_says_what_it_is():
    from django.db import IntegrityError

    assert words_of(IntegrityError("Not stored.")) == "Not stored."


def test_a_past_placement_does_not_stand_in_the_way(desk):
    earlier = timezone.now() - timedelta(days=2)
    Placement.objects.create(
        article=make_article(), slot=1, starts_at=earlier, ends_at=earlier + timedelta(days=1)
    )

    assert place(desk, make_article()).status_code == 302
