"""The list of articles, and the desk that the admin opens with."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import publish, schedule, withdraw
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import tree_of
from tests.makers import make_article, make_person, make_section

LIST = "/admin/articles/article/"


def listed(client, query=""):
    """The lines of the list as they are read."""
    rows = tree_of(client.get(LIST + query)).xpath("//table[@id='result_list']/tbody/tr")
    return [" | ".join(" ".join(cell.text_content().split()) for cell in row[1:]) for row in rows]


def headlines(client, query=""):
    return [line.split(" | ")[0] for line in listed(client, query)]


@pytest.fixture
def every_status(db):
    """One article of each."""
    tomorrow = timezone.now() + timedelta(days=1)
    make_article(headline="Draft")
    schedule(make_article(headline="Scheduled"), by=None, at=tomorrow)
    publish(make_article(headline="Live"), by=None)
    changed = make_article(headline="Changed")
    publish(changed, by=None)
    Article.objects.filter(pk=changed.pk).update(standfirst="New")
    record_revision(changed, by=None)
    gone = make_article(headline="Withdrawn")
    publish(gone, by=None)
    withdraw(gone, by=None, reason="It was wrong.")


def test_a_line_says_where_an_article_stands_and_who_wrote_it(desk):
    article = make_article(headline="Minsk frees 31", section=make_section(name="Politics"))
    for position, name in enumerate(("Ann Author", "Paul Painter")):
        article.bylines.create(person=make_person(name=name), position=position)

    assert listed(desk)[0].startswith(
        "Minsk frees 31 | Draft | Politics | Ann Author, Paul Painter"
    )


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("draft", {"Draft"}),
        ("scheduled", {"Scheduled"}),
        ("live", {"Live", "Changed"}),
        ("changed", {"Changed"}),
        ("withdrawn", {"Withdrawn"}),
        ("nonsense", {"Draft", "Scheduled", "Live", "Changed", "Withdrawn"}),
    ],
)
def test_the_list_is_filtered_by_standing(desk, every_status, standing, expected):
    assert set(headlines(desk, f"?standing={standing}")) == expected


def test_every_status_is_in_words(desk, every_status):
    words = {line.split(" | ")[0]: line.split(" | ")[1] for line in listed(desk)}

    assert words["Live"] == "Live"
    assert words["Changed"] == "Live, changes not published"
    assert words["Scheduled"].startswith("Scheduled for ")


def test_the_latest_change_comes_first_and_keys_decide_between_equals(desk):
    articles = [make_article() for _ in range(3)]
    Article.objects.update(changed_at=timezone.now())

    assert headlines(desk) == [article.headline for article in reversed(articles)]


@pytest.mark.parametrize("words", ["frees", "pardon-in", "author"])
def test_the_search_finds_headline_slug_and_author(desk, words):
    article = make_article(headline="Minsk frees 31", slug="pardon-in-minsk")
    article.bylines.create(person=make_person(name="Ann Author"))
    article.bylines.create(person=make_person(name="Another Author"))
    make_article()

    assert headlines(desk, f"?q={words}") == ["Minsk frees 31"]


def test_the_list_is_filtered_by_section(desk):
    wanted = make_article()
    make_article()

    assert headlines(desk, f"?section__id__exact={wanted.section_id}") == [wanted.headline]


def test_the_list_asks_as_often_for_many_lines_as_for_one(desk):
    def write(number):
        for _ in range(number):
            make_article().bylines.create(person=make_person())

    write(1)
    make_article()
    desk.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        desk.get(LIST)
    write(8)

    with CaptureQueriesContext(connection) as for_many:
        desk.get(LIST)

    assert len(for_many) == len(for_one) <= 12
    assert not any('"body"' in query["sql"] for query in for_many)


def test_the_desk_counts_what_waits(desk, every_status):
    piles = tree_of(desk.get("/admin/")).find_class("desk__link")

    assert [" ".join(pile.text_content().split()) for pile in piles] == [
        "1 Drafts",
        "1 Scheduled",
        "1 Live, changes not published",
    ]
    assert headlines(desk, piles[2].get("href").removeprefix(LIST)) == ["Changed"]


def test_who_sees_no_articles_has_an_empty_desk(moderator):
    page = tree_of(client_of(moderator).get("/admin/"))

    assert not page.find_class("desk")


def test_the_desk_counts_what_its_reader_may_see(reporter, every_status):
    make_article(headline="Mine", created_by=reporter)

    piles = tree_of(client_of(reporter).get("/admin/")).find_class("desk__link")

    assert [pile.text_content().split()[0] for pile in piles] == ["1", "0", "0"]
    links = tree_of(client_of(reporter).get(LIST)).xpath("//table[@id='result_list']//th/a")
    assert [link.text for link in links if link.text] == ["Mine"]
