import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, save, tree_of
from tests.makers import (
    make_article,
    make_edition,
    make_image,
    make_organisation,
    make_person,
    make_section,
    make_staff,
)

CLEANED = "/admin/articles/article/cleaned/"
TARGETS = "/admin/articles/article/link_targets/"
PICTURES = "/admin/articles/image/choices/"


def targets(browser, **asked):
    answer = browser.get(TARGETS, asked)
    assert answer.status_code == 200
    return {one["href"]: (one["name"], one["what"]) for one in answer.json()["targets"]}


def test_a_pasted_text_comes_back_as_it_would_be_stored(desk):
    answer = desk.post(CLEANED, {"html": "<h4>A</h4><div><b>b</b></div><img src=x>"})

    assert answer.json()["html"] == "<h3>A</h3><p><strong>b</strong></p>"
    assert answer.json()["notes"][0].startswith("1 picture was not taken over")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_text_that_is_nothing_is_nothing(desk):
    assert desk.post(CLEANED).json() == {"html": "", "notes": []}
    assert desk.get(CLEANED).status_code == 405


def test_what_may_be_linked_is_found_by_its_name(desk):
    person, body = make_person(name="Ada Marlow"), make_organisation(name="Marlow Mills")
    section, draft = make_section(name="Marlow"), make_article(headline="Who is Marlow")
    make_person(name="Somebody else")

    assert targets(desk, q=" marlow ") == {
        f"person:{person.pk}": ("Ada Marlow", "person"),
        f"organisation:{body.pk}": ("Marlow Mills", "organisation"),
        f"section:{section.pk}": ("Marlow", "section"),
        f"article:{draft.pk}": ("Who is Marlow", "article, draft"),
    }


def test_another_name_finds_somebody_once(desk):
    person = make_person(name="Ada Marlow")
    for name in ("Augusta King", "Countess King"):
        person.names.create(name=name)

    assert list(targets(desk, q="king")) == [f"person:{person.pk}"]


def test_a_reporter_finds_what_readers_can_read_and_drafts_of_their_own(reporter):
    mine = make_article(headline="My river", created_by=reporter)
    make_article(headline="Their river")
    live = make_edition(headline="The river rose")

    found = targets(client_of(reporter), q="river")

    assert found == {
        f"article:{mine.pk}": ("My river", "article, draft"),
        f"article:{live.article_id}": ("The river rose", "article, 22 November 2025"),
    }


def test_a_link_that_is_there_says_what_it_leads_to(desk, reporter):
    person, draft = make_person(name="Ada Marlow"), make_article()

    assert targets(desk, href=f"person:{person.pk}") == {
        f"person:{person.pk}": ("Ada Marlow", "person")
    }
    assert targets(desk, href="person:999999999") == {}
    assert targets(client_of(reporter), href=f"article:{draft.pk}") == {}


@pytest.mark.parametrize("words", ["", " ", "\x00", "a" * 300, "-"])
def test_nothing_typed_finds_nothing_and_breaks_nothing(desk, words):
    make_person()

    assert targets(desk, q=words) == {}


def test_pictures_are_found_by_their_words_newest_first(desk):
    bus, boat = make_image(alt_text="A bus"), make_image(alt_text="A boat", credit="Ann")

    def found(**asked):
        return [one["key"] for one in desk.get(PICTURES, asked).json()["pictures"]]

    assert found() == [boat.pk, bus.pk]
    assert found(q="bus") == [bus.pk]
    assert found(q="ann") == [boat.pk]
    assert found(key=[bus.pk, boat.pk, 999999999, "x", "9" * 30]) == [boat.pk, bus.pk]
    assert found(q="\x00nothing") == []


def test_many_pictures_ask_as_often_as_one(desk):
    make_image()
    desk.get(PICTURES)
    with CaptureQueriesContext(connection) as for_one:
        desk.get(PICTURES)
    for _ in range(30):
        make_image()

    with CaptureQueriesContext(connection) as for_many:
        answer = desk.get(PICTURES)

    assert len(for_many) == len(for_one)
    assert len(answer.json()["pictures"]) == 24


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_who_writes_no_articles_is_told_nothing(role):
    browser = client_of(make_staff(role, edits=(make_section(),)))
    writes = role not in {Role.MODERATOR}

    expected = 200 if writes else 403
    assert browser.post(CLEANED, {"html": "<p>x</p>"}).status_code == expected
    assert browser.get(TARGETS, {"q": "x"}).status_code == expected
    assert browser.get(PICTURES).status_code == expected


def test_what_was_not_taken_over_is_said_after_saving(desk):
    article = make_article()

    saved = save(desk, article, body='<p>a <a href="htp://x/">b</a></p><img src=x>')
    page = tree_of(desk.get(saved.url))

    words = " ".join(one.text_content() for one in page.find_class("warning"))
    assert "1 picture was not taken over" in words
    assert "“htp://x/” can't be the address of a link" in words


def test_a_link_to_a_page_is_stored_by_what_it_leads_to(desk):
    article, person = make_article(), make_person(slug="ann")

    save(desk, article, body='<p><a href="/people/ann/">Ann</a></p>')

    article.refresh_from_db()
    assert article.body == f'<p><a href="person:{person.pk}">Ann</a></p>'


def test_the_picture_says_how_it_is_written_into_a_text(desk):
    image = make_image()

    page = tree_of(desk.get(address_of(image))).text_content()

    assert f'<figure data-picture="{image.pk}"></figure>' in page
    assert Article.objects.count() == 0
