"""The public history of a story: every edition, what it changed, and what is not told any more."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.models import Article, Byline, Source
from articles.publishing import correct, publish, schedule
from articles.record import history_url
from tests.articles.views.edited_story import (
    HOUR,
    NOW,
    ask,
    change,
    entries_in,
    make_story_of_four_editions,
    path_of,
    words_of,
)
from tests.makers import PUBLISHED_AT, make_article, make_image, make_person, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def article():
    return make_story_of_four_editions()


def test_every_edition_is_listed_newest_first_with_its_kind_and_time(client, article):
    page = ask(client, article)

    entries = page.cssselect(".history__entry")
    assert [entry.get("id") for entry in entries] == [f"edition-{n}" for n in (4, 3, 2, 1)]
    assert [words_of(entry.find("h2")) for entry in entries] == [
        "Edition 4: Correction",
        "Edition 3: Update",
        "Edition 2: Minor change",
        "Edition 1: First publication",
    ]
    times = [entry.cssselect("time")[0].get("datetime") for entry in entries]
    assert times == [f"2025-11-22T{hour}:00+00:00" for hour in (21, 20, 19, 18)]
    assert "It was 1833." in words_of(entries[0])


def test_what_an_edition_changed_is_marked_word_by_word_and_said_in_words(client, article):
    entries = entries_in(ask(client, article))

    corrected = entries["edition-4"]
    assert [words_of(one) for one in corrected.cssselect("del")] == ["[removed: 1834]"]
    assert [words_of(one) for one in corrected.cssselect("ins")] == ["[added: 1833]"]
    assert [words_of(one) for one in corrected.cssselect("dt")] == ["Text"]
    assert [words_of(one) for one in entries["edition-3"].cssselect("dt")] == ["Standfirst"]
    assert [words_of(one) for one in entries["edition-2"].cssselect("dt")] == ["Headline"]
    assert not entries["edition-1"].cssselect("dt, del, ins")


def test_every_part_that_readers_see_is_compared(client, article):
    Byline.objects.create(article=article, person=make_person(name="Ada Lovelace"))
    Source.objects.create(article=article, title="A <b>letter</b>")
    change(
        article,
        at=PUBLISHED_AT + 4 * HOUR,
        dateline="London",
        picture=make_image(alt_text="An engine"),
        picture_caption="In brass",
    )

    newest = entries_in(ask(client, article))["edition-5"]

    parts = [words_of(one) for one in newest.cssselect("dt")]
    assert parts == ["Byline", "Dateline", "Picture", "Caption", "Sources", "Text"]
    assert "By Ada Lovelace" in words_of(newest)
    assert "A <b>letter</b>" in words_of(newest)


def test_another_picture_with_the_same_description_is_a_change(client, article):
    for hour in (4, 5):
        picture = make_image(alt_text="An engine")
        change(article, at=PUBLISHED_AT + hour * HOUR, picture=picture)

    newest = entries_in(ask(client, article))["edition-6"]

    assert "Another one, described in the same words." in words_of(newest)


def test_an_edition_that_only_tells_something_says_so(client, article):
    correct(article, by=None, note="It was also steam.", at=PUBLISHED_AT + 4 * HOUR)

    newest = words_of(entries_in(ask(client, article))["edition-5"])

    assert "It was also steam." in newest
    assert "Nothing that the story says was changed." in newest


def test_each_edition_leads_to_the_story_as_it_was(client, article):
    for entry in entries_in(ask(client, article)).values():
        (then,) = entry.cssselect(".history__time a")
        answer = client.get(then.get("href"))
        assert answer.status_code == 200
        assert b"This page as it was on" in answer.content


def test_an_edition_that_stood_for_no_whole_second_leads_nowhere(client):
    """Its seconds all belong to the ones before and after it."""
    made = make_article()
    publish(made, by=None, at=PUBLISHED_AT + timedelta(milliseconds=300))
    change(made, at=PUBLISHED_AT + timedelta(milliseconds=600), headline="Sooner than soon")

    entries = entries_in(ask(client, made))

    assert not entries["edition-1"].cssselect(".history__time a")
    (then,) = entries["edition-2"].cssselect(".history__time a")
    assert then.get("href").endswith("?at=2025-11-22T18:00:01Z")


def test_what_is_planned_is_not_told(client, article):
    article.headline = "Tomorrow's news"
    article.save()
    schedule(article, by=None, at=NOW + HOUR)

    answer = client.get(f"{path_of(article)}history/")

    assert b"Tomorrow" not in answer.content
    assert b"edition-5" not in answer.content
    assert client.get(f"{path_of(article)}history/?from=1&to=5").status_code == 404


@pytest.mark.parametrize("state", ["draft", "planned", "nothing"])
def test_what_was_never_public_has_no_history(client, state):
    made = make_article(section=make_section(slug="science"), slug="engine")
    if state == "planned":
        publish(made, by=None, at=NOW + HOUR)
    answer = client.get(f"/science/{NOW:%Y/%m/%d}/engine/history/")

    assert answer.status_code == 404


def test_any_two_editions_are_compared(client, article):
    page = ask(client, article, **{"from": 1, "to": 4})

    parts = [words_of(one) for one in page.cssselect(".differences > dt")]
    assert parts == ["Headline", "Standfirst", "Text"]
    assert "The first words." in words_of(page), "all of the text"


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("from=4&to=1", "?from=1&to=4"),
        ("from=2&to=2", ""),
        ("before=9", ""),
    ],
)
def test_a_question_asked_differently_is_led_to_its_one_address(client, article, query, location):
    address = f"{path_of(article)}history/"

    answer = client.get(f"{address}?{query}")

    assert (answer.status_code, answer["Location"]) == (301, f"{address}{location}")


@pytest.mark.parametrize(
    "query",
    ["from=1", "to=2", "from=0&to=2", "from=1&to=99", "from=x&to=2", "from=01&to=2", "before=1",
     "before=-1", "before=", "from=1&to=1234567", "before=٣"],
)  # fmt: skip
def test_editions_that_are_not_there_are_no_page(client, article, query):
    assert client.get(f"{path_of(article)}history/?{query}").status_code == 404


def test_a_story_of_many_editions_is_told_page_by_page(client, article):
    for number in range(5, 26):
        change(article, at=PUBLISHED_AT + number * HOUR, headline=f"Headline {number}")

    page, seen = ask(client, article), []
    while True:
        seen += list(entries_in(page))
        following = page.cssselect('.pagination a[rel="next"]')
        if not following:
            break
        page = html.fromstring(client.get(following[0].get("href")).content)

    assert seen == [f"edition-{number}" for number in range(25, 0, -1)]


@pytest.mark.parametrize("number", [1, 3, 4])
def test_an_editions_own_address_shows_it(client, article, number):
    for later in range(5, 17):
        change(article, at=PUBLISHED_AT + later * HOUR, headline=f"Headline {later}")
    address, _, anchor = history_url(path_of(article), number).partition("#")

    page = html.fromstring(client.get(address, follow=True).content)

    assert next(iter(entries_in(page))) == anchor


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_the_page_asks_as_often_with_many_editions_as_with_few(client, article):
    address = f"{path_of(article)}history/"
    for number in range(5, 26):
        client.get("/archive/")
        assert queries_of(client, address) == 3
        assert queries_of(client, f"{address}?from=1&to=4") == 4
        change(article, at=PUBLISHED_AT + number * HOUR, headline=f"Headline {number}")


def test_an_old_address_leads_to_the_history_at_the_new_one(client, article):
    old = path_of(article)
    change(article, at=PUBLISHED_AT + 4 * HOUR, slug="better")
    new = path_of(article)

    for address in (f"{old}history/", f"{old}history"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, f"{new}history/")


def test_the_story_and_its_corrections_lead_to_what_changed(client, article):
    path = path_of(article)
    story = html.fromstring(client.get(path).content)
    links = [link.get("href") for link in story.iter("a")]

    assert f"{path}history/" in links
    assert history_url(path, 4) in links
    listed = html.fromstring(client.get("/corrections/").content)
    assert history_url(path, 4) in [link.get("href") for link in listed.iter("a")]


def test_a_story_that_never_changed_says_nothing_of_changes(client):
    made = make_article()
    publish(made, by=None, at=PUBLISHED_AT)

    assert b"See what changed" not in client.get(path_of(made)).content
    assert words_of(ask(client, made).cssselect(".page-head .standfirst")[0]).startswith(
        "This story has one edition."
    )


def test_search_engines_are_sent_to_the_story(client, article):
    page = ask(client, article)

    assert page.cssselect('meta[name="robots"]')[0].get("content") == "noindex"


def test_the_working_copy_is_nobodys_affair(client, article):
    Article.objects.filter(pk=article.pk).update(headline="Unfinished thought")

    assert "Unfinished" not in words_of(ask(client, article))
