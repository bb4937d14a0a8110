from datetime import timedelta

import pytest
import time_machine

from articles import search
from articles.publishing import update, withdraw
from tests.articles.views.searching import WEEK, ask, found, keys, make_story
from tests.makers import (
    PUBLISHED_AT,
    make_edition,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(PUBLISHED_AT + HOUR, tick=False):
        yield


def test_words_are_found_in_headline_standfirst_and_body(client):
    stories = [
        make_story("The pardoned crossed the border."),
        make_story("x", headline="A pardon for thirty-one"),
        make_edition(standfirst="They were pardoned."),
    ]
    make_story("Something else.")

    assert set(found(ask(client, "pardons"))) == set(keys(stories))


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("prisoner exchange", ["exchange of a prisoner", "a prisoner exchange"]),
        ('"prisoner exchange"', ["a prisoner exchange"]),
        ("minsk or kyiv", ["in Minsk", "in Kyiv"]),
        ("sanctions -oil", ["sanctions on potash"]),
    ],
)
def test_the_syntax_that_the_page_explains(client, query, matches):
    stories = {
        words: make_story(words)
        for words in [
            "exchange of a prisoner",
            "a prisoner exchange",
            "in Minsk",
            "in Kyiv",
            "sanctions on oil",
            "sanctions on potash",
        ]
    }

    assert set(found(ask(client, query))) == {stories[words].pk for words in matches}


def test_the_headline_counts_more_than_the_body_and_the_newer_before_the_older(client):
    body = [make_story("A treaty was signed.", age=age) for age in (0, 5)]
    headline = make_story("x", headline="A treaty", age=9)

    assert found(ask(client, "treaty")) == keys([headline, *body])


def test_only_what_is_visible_is_found(client):
    make_edition(body="<p>treaty</p>", at=PUBLISHED_AT + 2 * HOUR)
    withdrawn = make_story("treaty")
    withdraw(withdrawn.article, by=None, reason="Not true.")
    changed = make_story("treaty")
    article = changed.article
    article.refresh_from_db()
    article.body = "<p>contract</p>"
    article.save()
    update(article, by=None)

    assert found(ask(client, "treaty")) == []
    (result,) = ask(client, "contract").context["results"]
    assert result.edition.article_id == article.pk


def test_what_was_found_is_marked_in_escaped_text(client):
    make_story("The &lt;script&gt;alert(1)&lt;/script&gt; treaty &amp; more")

    page = ask(client, "treaty").text

    assert "<mark>treaty</mark> &amp; more" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("words_before", [0, 97, 98, 99, 100, 101, 700])
def test_a_word_is_marked_wherever_it_stands_in_a_long_text(client, words_before):
    make_story("alpha " * words_before + "treaty" + " omega" * 500)

    (result,) = ask(client, "treaties").context["results"]

    assert "<mark>treaty</mark>" in result.snippet_html


def test_no_half_of_a_word_is_marked(client):
    """Where a text is looked through up to a number of characters, that may be within a word."""
    for letters in range(4, 16):
        begins = "alpha " * 97 + "x" * letters + " treatystone"
        make_story(begins + " omega" * 300 + " treaty")

    for result in ask(client, "treaty").context["results"]:
        assert "omega <mark>treaty</mark>" in result.snippet_html


def test_of_several_words_the_place_that_has_all_is_shown(client):
    make_story("A treaty" + " omega" * 500 + " the treaty was signed")

    (result,) = ask(client, "treaty signed").context["results"]

    assert "<mark>treaty</mark> was <mark>signed</mark>" in result.snippet_html


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("a \x02b\x03 c", "a <mark>b</mark> c"),
        ("\x02<b>\x03", "<mark>&lt;b&gt;</mark>"),
        ("a\x03 \x02b", "a b"),
        ("\x02a\x02b\x03", "a<mark>b</mark>"),
        ("<mark>", "&lt;mark&gt;"),
    ],
)
def test_marks_come_from_nobody_but_the_search(text, marked):
    assert search.marked(text) == marked


@pytest.mark.parametrize(("stories", "label"), [(1, "1 story"), (2, "2 stories")])
def test_the_number_of_matches_is_exact(client, stories, label):
    for _ in range(stories):
        make_story("treaty")

    assert ask(client, "treaty").context["total_label"] == label


def test_of_very_many_matches_only_the_newest_are_ranked_and_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", 2)
    newest = [make_story("treaty", age=age) for age in (1, 2)]
    make_story("treaty", headline="Treaty, treaty", age=3)

    response = ask(client, "treaty")

    assert found(response) == keys(newest)
    assert response.context["total_label"] == (
        "At least 2 stories; these are the best of the newest 2"
    )


def test_the_newest_are_found_first_however_long_ago_they_are(client, monkeypatch):
    ages = [week * WEEK + more for week in (0, 1, 2, 5, 40, 300, 1_000, 3_000) for more in (0, 9)]
    newest = keys(reversed([make_story("treaty", age=age) for age in reversed(ages)]))

    for number in (3, 8, len(ages)):
        monkeypatch.setattr(search, "CANDIDATES", number)
        assert found(ask(client, "treaty")) == newest[:number]


def test_results_have_pages(client, monkeypatch):
    monkeypatch.setattr(search, "RESULTS_ON_A_PAGE", 2)
    stories = [make_story("treaty signed", age=age) for age in range(5)]

    seen, response = [], ask(client, "treaty signed")
    while True:
        seen += found(response)
        if not response.context["next_page"]:
            break
        response = client.get(response.context["next_page"])
        assert response.context["first_page"] == "/search/?q=treaty+signed"

    assert seen == keys(stories)


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "01", "2", "16", "٢", "99999999999999999999"])
def test_what_is_no_page_of_results_is_not_found(client, page):
    make_story("treaty")

    assert ask(client, "treaty", page=page).status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("x" * 201, "shorten your search to 200 characters; it has 201"),
        ("one two three four five six seven eight nine", "at most 8 words; these are 9"),
        ("the of and", "too common to search for"),
        ("-treaty", "without a minus"),
        ("treaty or -oil", "without a minus"),
        ("!!! ???", "at least one word"),
        ('""', "at least one word"),
    ],
)
def test_what_can_not_be_answered_is_said_kindly_and_kept(client, query, words):
    latest = make_story("treaty")

    response = ask(client, query)

    assert response.status_code == 200
    assert words in response.context["error"]
    assert response.context["query"] == query
    assert 'role="alert"' in response.text
    assert keys(response.context["latest"]) == [latest.pk]


@pytest.mark.parametrize(
    "query",
    [
        "trea\x00ty",
        "treaty\x00",
        "\x02treaty\x03",
        "treaty\r\n",
        "treaty\x85",
        "'treaty",
        "treaty:*",
        "treaty & !",
        "(treaty",
        "treaty \\",
        "treaty <->",
        "%treaty%",
        "\ufffdtreaty",
        "treaty" + " " * 300,
    ],
)
def test_odd_characters_do_no_harm(client, query):
    make_story("treaty")

    response = ask(client, query)

    assert response.status_code == 200
    assert "\x00" not in response.text
    assert "\x02" not in response.text


def test_an_empty_search_shows_the_latest_stories(client):
    stories = [make_story("x", age=age) for age in range(3)]

    for response in (client.get("/search/"), ask(client, "  ")):
        assert keys(response.context["latest"]) == keys(stories)
        assert response.context["error"] == ""


def test_a_search_without_result_says_so_and_offers_the_latest(client):
    story = make_story("x")

    response = ask(client, "zebra")

    assert response.context["total_label"] == "No story has these words"
    assert keys(response.context["latest"]) == [story.pk]


def test_a_search_that_takes_too_long_is_given_up_kindly(client, monkeypatch):
    monkeypatch.setattr(search, "TIMEOUT_MILLISECONDS", 1)
    for _ in range(3):
        make_story("treaty " * 30_000)

    response = ask(client, "treaty")

    assert "takes too long" in response.context["error"]
    assert response.status_code == 200


def test_search_engines_are_asked_to_stay_out(client):
    response = ask(client, "treaty")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text
