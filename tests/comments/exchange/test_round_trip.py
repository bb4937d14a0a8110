"""What is exported and imported elsewhere is the same there, with every state and its history."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from comments import moderation
from comments.counting import find_drift
from comments.models import Comment, CommentOrigin, ModerationEvent, Thread
from newsportal.accounts.roles import Role
from tests.comments.conftest import NOW
from tests.comments.exchange.running import (
    FILES,
    bring_in,
    bring_in_partly,
    make_bridge,
)
from tests.comments.posting import post
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db


def exported(*options):
    said = StringIO()
    call_command("export_comments", *options, stdout=said)
    return said.getvalue()


def empty():
    """Another newspaper's database, which has the same stories and no comment."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("TRUNCATE comments_thread, comments_comment CASCADE")


def every_kind_of_comment():
    """A conversation that has come through everything, beside one that was imported."""
    article = make_bridge()
    bring_in(FILES / "disqus.xml")
    moderator = make_staff(Role.MODERATOR)
    first = post(article, nickname="Ида", text="Сто\n\nдва 👩‍👩‍👧", browser="a")
    answer = post(article, parent=first, browser="b", nickname="Ида")
    moderation.remove(answer, by=moderator, reason="Insults", now=NOW + timedelta(minutes=1))
    post(article, parent=Comment.objects.get(pk=first.pk))
    hidden = moderation.hide(post(article), by=moderator)
    moderation.approve(hidden, by=moderator)
    moderation.mark_spam(post(article), by=moderator)
    erased = post(article, nickname="Gone")
    Comment.objects.filter(pk=erased.pk).update(state="erased", text="", body_html="")
    Comment.objects.filter(pk=first.pk).update(picked_at=NOW, edited_at=NOW)
    Thread.objects.filter(pk=article.pk).update(visible_count=5)
    return article


def test_the_round_trip_changes_nothing(tmp_path):
    article = every_kind_of_comment()
    before = exported()
    events = ModerationEvent.objects.count()
    file = tmp_path / "comments.jsonl"
    file.write_text(before)
    empty()

    said = bring_in(file)

    assert f"{len(before.splitlines()) - 2} comments read" in said
    assert "0 refused" in said
    assert sorted(exported().splitlines()) == sorted(before.splitlines())
    assert ModerationEvent.objects.count() == events
    assert Thread.objects.get(pk=article.pk).visible_count == 5
    assert not list(find_drift())


def test_an_export_brought_into_its_own_database_adds_nothing(tmp_path):
    every_kind_of_comment()
    file = tmp_path / "comments.jsonl"
    call_command("export_comments", str(file), stdout=StringIO())
    count = Comment.objects.count()

    assert f"0 new, {count} unchanged" in bring_in(file)
    assert CommentOrigin.objects.count() == 5


def test_comments_that_came_with_their_article_are_known_again(tmp_path):
    from comments.importing import import_comments

    article = make_bridge()
    import_comments(article, article.editions.get(), [("Anna", "One"), ("Ben", "Two")], NOW)
    file = tmp_path / "comments.jsonl.gz"
    call_command("export_comments", str(file), stdout=StringIO())

    assert "0 new, 2 unchanged" in bring_in(file)
    empty()
    assert "2 new" in bring_in(file)
    assert not Comment.objects.filter(time_is_known=True).exists()


def test_hashes_of_people_stay_at_home_unless_they_are_asked_for():
    comment = post(make_bridge(), browser="a")

    assert comment.author_key not in exported()
    assert comment.author_mark not in exported()
    line = json.loads(exported("--with-author-keys").splitlines()[2])
    assert (line["author_key"], line["author_mark"]) == (comment.author_key, comment.author_mark)


def test_an_export_can_be_of_a_story_of_a_section_and_of_late():
    bridge, river = make_bridge(), make_edition(slug="river").article
    post(bridge, text="On the bridge")
    post(river, text="On the river", now=NOW + timedelta(days=1))

    for option, value in (
        ("--article", bridge.editions.get().path),
        ("--article", str(bridge.pk)),
        ("--section", bridge.section.slug),
    ):
        assert "On the river" not in exported(option, value)
        assert "On the bridge" in exported(option, value)
    assert "On the bridge" not in exported("--since", (NOW + timedelta(hours=1)).isoformat())
    assert "On the river" in exported("--since", "2025-11-23")


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--article", "/nowhere/", "No story"),
        ("--section", "nowhere", r"no section nowhere\. Choose one of: "),
    ],
)
def test_what_there_is_not_is_refused(option, value, words):
    make_bridge()

    with pytest.raises(CommandError, match=words) as refusal:
        exported(option, value)
    assert refusal.value.returncode == 2


def test_a_time_that_is_none_is_refused():
    with pytest.raises(CommandError, match="no day and no time"):
        exported("--since", "yesterday")


def test_an_export_asks_the_database_as_often_for_many_comments(django_assert_num_queries):
    article = make_bridge()
    post(article, parent=post(article))
    with django_assert_num_queries(3):
        exported()
    for _ in range(10):
        post(article, parent=post(article))
    with django_assert_num_queries(3):
        exported()


LINE = {
    "id": "old-forum 1",
    "article": "/x/",
    "name": "Anna",
    "text": "Words",
    "state": "published",
    "created_at": "2025-11-22T18:30:00Z",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "17"}, "“id” must be a source, a space and a key"),
        ({"name": None}, "“name” must be a text"),
        ({"text": "a\0b"}, "“text” must be a text without NUL"),
        ({"text": ""}, "“text” is empty in state erased, and in no other"),
        ({"state": "erased"}, "“text” is empty in state erased, and in no other"),
        ({"state": "shown"}, "“state” must be one of"),
        ({"state": "removed"}, "“reason” is missing"),
        ({"created_at": None}, "“created_at” must be a time"),
        ({"revision": 0}, "“revision” must be a whole number from 1"),
        ({"revision": True}, "“revision” must be a whole number from 1"),
        ({"is_namesake": 1}, "“is_namesake” must be true or false"),
        ({"reason": "x" * 301}, "“reason” has at most 300 characters"),
        ({"mood": "good"}, "the field “mood” is not known to version 1"),
        ({"events": []}, "“events” must be a list"),
        ({"events": [{}]}, "an event has the fields"),
    ],
)
def test_a_line_that_says_something_else_is_refused_with_its_number(tmp_path, change, words):
    path = make_bridge().editions.get().path
    file = tmp_path / "comments.jsonl"
    header = '{"format": "newsportal-comments", "version": 1}'
    good, bad = LINE | {"article": path}, LINE | {"id": "old-forum 2", "article": path} | change
    file.write_text("\n".join([header, json.dumps(good), "", json.dumps(bad)]))

    said = bring_in_partly(file)

    assert f"{file}:4: refused: {words}" in said
    assert "1 new" in said


@pytest.mark.parametrize("line", ["[1]", "{", '{"id": "old-forum 1"}', "[" * 100_000])
def test_a_line_that_is_no_comment_is_refused(tmp_path, line):
    file = tmp_path / "comments.jsonl"
    file.write_text(f'{{"format": "newsportal-comments", "version": 1}}\n{line}\n')

    assert "1 refused" in bring_in_partly(file)


@pytest.mark.parametrize(
    "event",
    [
        {"from": "held", "to": "held"},
        {"from": "held", "to": ""},
        {"from": None, "to": "held"},
        {"to": "shown"},
        {"revision": 0},
        {"reason": 7},
        {"at": "then"},
    ],
)
def test_a_history_that_can_not_be_is_refused(tmp_path, event):
    path = make_bridge().editions.get().path
    first = {"revision": 1, "from": "", "to": "published", "reason": "", "at": "2025-11-22T18:30Z"}
    file = tmp_path / "comments.jsonl"
    line = json.dumps(LINE | {"article": path, "events": [first | event]})
    file.write_text(f'{{"format": "newsportal-comments", "version": 1}}\n{line}\n')

    assert "1 refused" in bring_in_partly(file)
    assert not Comment.objects.exists()
