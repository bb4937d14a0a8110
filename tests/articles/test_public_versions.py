"""Versions rise at commit, once a transaction, and nobody waits for another's unfinished work."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from articles.models import Publication, PublicVersion, Section
from comments.models import Comment, Thread
from tests.makers import (
    make_article,
    make_comment,
    make_section,
    make_thread,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db(transaction=True)

WAIT_SECONDS = 20
STORIES = 0


def scope_of(thread: Thread) -> int:
    return 1 + int(thread.pk) % 64


def versions() -> dict[int, int]:
    return dict(PublicVersion.objects.values_list("scope", "version"))


def raised_by(change: Callable[[], Any]) -> set[int]:
    """The scopes that a change raised; no version ever sinks."""
    before = versions()
    change()
    after = versions()
    assert all(after[scope] >= version for scope, version in before.items())
    return {scope for scope, version in after.items() if version != before.get(scope)}


@pytest.fixture
def beside() -> Iterator[Callable[[Callable[[], Any]], Future[Any]]]:
    """Start something over a connection of its own; a lock that it can't have is an error."""

    def run(action: Callable[[], Any]) -> Any:
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        yield lambda action: pool.submit(run, action)


def wait_until_somebody_waits() -> None:
    """Return when the database has a transaction that waits for a lock."""
    deadline = time.monotonic() + WAIT_SECONDS
    waiting = 0
    while not waiting:
        assert time.monotonic() < deadline
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            waiting = cursor.fetchone()[0]


def test_public_version_scope_known():
    with refused_by("public_version_scope_known"):
        PublicVersion.objects.create(scope=65, version=1)


@pytest.mark.parametrize("change", ["insert", "update", "delete"])
def test_the_newsrooms_changes_raise_the_version_of_stories(change):
    section = make_section()
    changes: dict[str, Callable[[], Any]] = {
        "insert": make_section,
        "update": lambda: Section.objects.filter(pk=section.pk).update(name="Other"),
        "delete": section.delete,
    }

    assert raised_by(changes[change]) == {STORIES}


def test_comments_raise_the_version_of_their_own_scope():
    thread = make_thread()
    comment = make_comment(thread)

    assert raised_by(lambda: make_comment(thread)) == {scope_of(thread)}
    assert raised_by(lambda: comment.delete()) == {scope_of(thread)}
    assert raised_by(lambda: Thread.objects.update(mode="closed")) == {scope_of(thread)}


def test_a_comment_that_moves_changes_both_threads():
    threads = [make_thread(), make_thread()]
    comment = make_comment(threads[0])
    moved = {"thread": threads[1], "edition": threads[1].article.editions.get()}

    change = raised_by(lambda: Comment.objects.filter(pk=comment.pk).update(**moved))

    assert change == {scope_of(thread) for thread in threads}


def test_what_readers_never_see_raises_nothing():
    article, section = make_article(), make_section()

    assert raised_by(make_article_again(article)) == set()
    assert raised_by(section.save) == set(), "nothing changed"


def make_article_again(article):
    def change():
        article.headline = "A draft"
        article.save()

    return change


def make_section_and_take_it_back():
    with transaction.atomic():
        make_section()
        transaction.set_rollback(True)


def test_a_change_that_was_taken_back_raises_nothing():
    def change():
        with transaction.atomic():
            make_section_and_take_it_back()

    assert raised_by(change) == set()


def test_a_change_after_one_that_was_taken_back_raises_its_version():
    def change():
        with transaction.atomic():
            make_section_and_take_it_back()
            make_section()

    assert raised_by(change) == {STORIES}


@pytest.mark.parametrize("table", ["articles_redirect", "comments_comment"])
def test_emptying_a_table_raises_all_versions_that_it_may_have_changed(table):
    make_comment()
    scopes = {STORIES} if table == "articles_redirect" else set(range(1, 65))

    def empty():
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")

    assert raised_by(empty) == scopes


def test_a_version_is_seen_with_the_change_and_not_before(beside):
    before = versions()

    with transaction.atomic():
        Publication.objects.create(id=1, name="The Herald")
        assert versions() == before
        assert beside(versions).result(WAIT_SECONDS) == before

    assert beside(versions).result(WAIT_SECONDS) != before


def test_unfinished_work_keeps_nobody_waiting(beside):
    with transaction.atomic():
        make_section()
        changed = beside(lambda: raised_by(make_section)).result(WAIT_SECONDS)

    assert changed == {STORIES}


def test_versions_are_locked_in_the_order_of_their_scopes(beside):
    """Otherwise two transactions that change the same two threads could wait for each other."""
    first, second = sorted((make_thread(), make_thread()), key=scope_of)
    make_comment(first)
    make_comment(second)

    def change_both():
        with transaction.atomic():
            make_comment(second)
            make_comment(first)

    with transaction.atomic():
        PublicVersion.objects.select_for_update().get(scope=scope_of(first))
        both = beside(change_both)
        wait_until_somebody_waits()
        beside(lambda: make_comment(second)).result(WAIT_SECONDS)
    both.result(WAIT_SECONDS)


def written_versions() -> int:
    """How often a version was written on this connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
            " FROM pg_class WHERE relname = 'articles_publicversion'"
        )
        (written,) = cursor.fetchone()
    return int(written)


def test_many_rows_raise_a_version_once():
    """Else an import of a whole archive would leave thousands of dead rows of one version."""
    with transaction.atomic():
        Section.objects.bulk_create(
            Section(name=f"Section {number}", slug=f"part-{number}") for number in range(500)
        )
        before = written_versions()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert written_versions() - before == 1
