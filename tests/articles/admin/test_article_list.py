"""The list of articles."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editing import record_revision
from articles.embargoes import set_embargo
from articles.models import Article
from articles.publishing import publish, schedule, withdraw
from articles.workflow import approve, send_back, submit
from tests.articles.admin.pages import tree_of
from tests.makers import make_article, make_person, make_section, make_staff

LIST = "/admin/articles/article/"
EVERY = {
    "Draft",
    "Returned",
    "Submitted",
    "Approved",
    "Scheduled",
    "Live",
    "Changed",
    "Withdrawn",
}


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
    waiting = make_article(headline="Submitted")
    returned = make_article(headline="Returned")
    approved = make_article(headline="Approved")
    somebody = make_staff()
    for article in (waiting, returned, approved):
        submit(article, by=somebody)
    send_back(returned, by=somebody, note="Mend it")
    approve(approved, by=somebody)
    set_embargo(approved, by=somebody, until=tomorrow)
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
        ("draft", {"Draft", "Returned"}),
        ("returned", {"Returned"}),
        ("submitted", {"Submitted"}),
        ("approved", {"Approved"}),
        ("embargo", {"Approved"}),
        ("scheduled", {"Scheduled"}),
        ("live", {"Live", "Changed"}),
        ("changed", {"Changed"}),
        ("withdrawn", {"Withdrawn"}),
        ("nonsense", EVERY),
    ],
)
def test_the_list_is_filtered_by_standing(desk, every_status, standing, expected):
    assert set(headlines(desk, f"?standing={standing}")) == expected


def test_every_status_is_in_words(desk, every_status):
    words = {line.split(" | ")[0]: line.split(" | ")[1] for line in listed(desk)}

    assert words["Live"] == "Live"
    assert words["Changed"] == "Live, changes not published"
    assert words["Scheduled"].startswith("Scheduled for ")
    assert words["Submitted"] == "Submitted"
    assert words["Returned"] == "Returned"
    assert words["Approved"].startswith("Approved, embargo until ")


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
