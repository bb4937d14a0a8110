"""Whether a conversation is open comes with it; what the newsroom has set here since stays."""

import json
from datetime import UTC, datetime, time
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from comments.models import Thread
from comments.opening import SETTINGS
from comments.threads import set_thread
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW
from tests.comments.exchange.running import (
    bring_in,
    bring_in_partly,
    changed_file,
    make_bridge,
)
from tests.comments.exchange.test_round_trip import LINE, empty, exported
from tests.comments.posting import post
from tests.records import recorded

pytestmark = pytest.mark.django_db
HEADER = '{"format": "newsportal-comments", "version": 1}'
EVERY_SETTING: dict[str, Any] = {
    "mode": "pre",
    "opens_at": datetime(2025, 11, 22, 6, tzinfo=UTC),
    "closes_at": None,
    "close_after": 14,
    "open_from": time(8),
    "open_until": time(22, 30),
}


def written(folder, *lines):
    file = folder / "comments.jsonl"
    file.write_text("\n".join([HEADER, *map(json.dumps, lines)]))
    return file


def closed_disqus(folder):
    return changed_file(
        "disqus.xml", folder, ("<isClosed>false</isClosed>", "<isClosed>true</isClosed>")
    )


def test_every_setting_makes_the_round_trip(tmp_path):
    article = make_bridge()
    post(article)
    set_thread(article.pk, by=None, **EVERY_SETTING)
    file = tmp_path / "comments.jsonl"
    before = exported()
    file.write_text(before)
    empty()

    assert "1 discussion now open or closed as the file has it" in bring_in(file)

    thread = Thread.objects.get(pk=article.pk)
    assert {name: getattr(thread, name) for name in SETTINGS} == EVERY_SETTING
    assert exported() == before
    said = bring_in(file)
    assert "discussion" not in said


def test_no_end_whatever_the_section_says_makes_the_round_trip(tmp_path):
    article = make_bridge()
    post(article)
    set_thread(article.pk, by=None, **EVERY_SETTING | {"close_after": 0})
    file = tmp_path / "comments.jsonl"
    call_command("export_comments", str(file), stdout=StringIO())
    empty()

    bring_in(file)

    assert Thread.objects.get(pk=article.pk).close_after == 0


def test_a_conversation_that_disqus_had_closed_is_closed_and_recorded(tmp_path):
    article = make_bridge()

    assert "1 discussion now open or closed" in bring_in(closed_disqus(tmp_path))

    thread = Thread.objects.get(pk=article.pk)
    assert (thread.mode, thread.visible_count) == (Thread.Mode.CLOSED, 2)
    assert [one.after for one in recorded() if one.act == Act.THREAD_SET] == [{"mode": "closed"}]


@pytest.mark.parametrize(("status", "mode"), [("closed", "closed"), ("open", "post"), ("", "post")])
def test_a_conversation_that_wordpress_had_closed_is_closed(tmp_path, status, mode):
    article = make_bridge()
    name = "<wp:post_name>bridge</wp:post_name>"
    told = f"<wp:comment_status><![CDATA[{status}]]></wp:comment_status>"

    bring_in(changed_file("wordpress.xml", tmp_path, (name, told + name)))

    assert Thread.objects.get(pk=article.pk).mode == mode


def test_a_dry_run_says_so_and_makes_no_thread(tmp_path):
    make_bridge()

    said = bring_in(closed_disqus(tmp_path), "--dry-run")

    assert "1 discussion would be open or closed as the file has it" in said
    assert not Thread.objects.exists()


def test_what_the_newsroom_has_set_stays_and_is_told(tmp_path):
    article = make_bridge()
    set_thread(article.pk, by=None, mode="pre", opens_at=None, closes_at=None)
    file = closed_disqus(tmp_path)

    said = bring_in(file)

    assert f"{file}:4: the field “mode” of this discussion is “pre” here, and stays" in said
    assert Thread.objects.get(pk=article.pk).mode == Thread.Mode.PRE_MODERATED


def test_a_thread_may_stand_behind_its_comments(tmp_path):
    article = make_bridge()
    path = article.editions.get().path

    bring_in(written(tmp_path, LINE | {"article": path}, {"thread": path, "mode": "closed"}))

    assert Thread.objects.get(pk=article.pk).mode == Thread.Mode.CLOSED


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "the field “mode” is missing"),
        ({"mode": "shut"}, "“mode” must be one of closed, off, post, pre"),
        ({"mode": "post", "lock": True}, "the field “lock” is not known to version 1"),
        ({"mode": "post", "close_after": -1}, "“close_after” must be a whole number"),
        ({"mode": "post", "close_after": 9999}, "Give 0 to 3,650 days"),
        ({"mode": "post", "close_after": 1, "closes_at": f"{NOW}"}, "not both"),
        ({"mode": "post", "open_from": "08:00"}, "Give both hours"),
        ({"mode": "post", "open_from": "8 pm", "open_until": "9"}, "“open_from” must be an hour"),
        ({"mode": "post", "opens_at": "soon"}, "“opens_at” must be a time"),
    ],
)
def test_a_thread_that_can_not_be_is_refused_with_its_line(tmp_path, settings, words):
    article = make_bridge()
    path = article.editions.get().path
    file = written(tmp_path, {"thread": path, **settings}, LINE | {"article": path})

    said = bring_in_partly(file)

    assert f"{file}:2: refused: " in said
    assert words in said
    assert "1 new" in said
    assert Thread.objects.get(pk=article.pk).mode == Thread.Mode.POST_MODERATED
