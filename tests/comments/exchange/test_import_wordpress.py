"""Comments from an export of WordPress: states, parents and times; pingbacks are no comments."""

from datetime import UTC, datetime

import pytest

from comments.models import Comment, CommentOrigin
from tests.comments.exchange.running import FILES, bring_in, changed_file, make_bridge
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db
WORDPRESS = FILES / "wordpress.xml"
SOURCE = "wordpress old.example.org/blog"


def imported(number):
    return CommentOrigin.objects.get(source=SOURCE, key=str(number)).comment


def test_states_parents_and_times_are_kept():
    article = make_bridge()

    said = bring_in(WORDPRESS)

    assert "5 comments read: 4 new, 0 unchanged, 0 different and left alone, 1 left out" in said
    assert f"{WORDPRESS}:46: left out: comment 33 is a pingback." in said
    anna = imported(31)
    assert anna.nickname == "Anna O'Neill"
    assert anna.text == "One line\nanother line\n\nA new paragraph with a link & stress."
    assert "script" not in anna.body_html
    assert anna.created_at == datetime(2025, 11, 22, 18, 10, tzinfo=UTC)
    assert imported(32).parent == anna
    states = {number: imported(number).state for number in (31, 32, 34, 35)}
    assert states == {31: "published", 32: "held", 34: "rejected", 35: "spam"}
    assert article.thread.visible_count == 1


def test_a_time_that_is_not_known_is_not_claimed():
    make_bridge()
    bring_in(WORDPRESS)

    waiting = imported(32)
    assert (waiting.created_at, waiting.time_is_known) == (PUBLISHED_AT, False)


def test_two_sites_may_use_the_same_numbers(tmp_path):
    make_bridge()
    bring_in(WORDPRESS)
    other = changed_file("wordpress.xml", tmp_path, ("old.example.org", "second.example.org"))

    assert "4 new" in bring_in(other)
    assert Comment.objects.count() == 8


def test_the_same_site_with_another_scheme_is_the_same(tmp_path):
    make_bridge()
    bring_in(WORDPRESS)
    http = changed_file("wordpress.xml", tmp_path, ("https://old", "http://old"))

    assert "0 new, 4 unchanged" in bring_in(http)
