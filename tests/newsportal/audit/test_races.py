"""Acts at the same moment, over real connections: one chain, and no two that wait for each other."""

import random
import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction

from articles.models import Section
from comments.models import Thread
from newsportal.audit.acts import Act
from newsportal.audit.chain import prove
from newsportal.audit.models import AuditEntry, AuditNote
from newsportal.audit.recording import record
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition, make_section

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 6
STEPS = 15
WAIT_SECONDS = 20


def act_in_any_order(section, thread, seed):
    """Acts that raise versions of pages before, after and between their records."""
    chance = random.Random(seed)  # noqa: S311 - a test is to fail again
    for step in range(STEPS):
        parts: list[Callable[[], object]] = [
            partial(record, act=Act.ARTICLE_UPDATED, about=section, by=None, after={"step": step}),
            partial(Section.objects.filter(pk=section.pk).update, name=f"{seed}-{step}"),
            partial(record, act=Act.THREAD_SET, about=thread, by=None),
            partial(Thread.objects.filter(pk=thread.pk).update, visible_count=step + 1),
        ]
        chance.shuffle(parts)
        with transaction.atomic():
            for part in parts:
                part()


def test_many_acts_make_one_chain_and_no_deadlock():
    others = [
        (make_section(), Thread.objects.create(article=make_edition().article)) for _ in "123456"
    ]
    before = AuditEntry.objects.count()

    results = simultaneously(
        [partial(act_in_any_order, *rows, seed) for seed, rows in enumerate(others)]
    )

    assert results == [None] * WORKERS
    proof = prove()
    assert proof.fault is None
    assert proof.checked == before + WORKERS * STEPS * 2
    assert not AuditNote.objects.exists()


def test_an_act_that_has_not_ended_holds_up_nobody():
    """Neither another act nor what a reader posts: the chain is locked at commit, not before."""
    section, article = make_section(), make_edition().article
    acted, others_done = threading.Event(), threading.Event()

    def act_slowly():
        with transaction.atomic():
            record(act=Act.ARTICLE_UPDATED, about=section, by=None, words="The slow one")
            acted.set()
            assert others_done.wait(WAIT_SECONDS)

    def act_meanwhile():
        assert acted.wait(WAIT_SECONDS)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '5s'")
        with transaction.atomic():
            record(act=Act.ARTICLE_UPDATED, about=section, by=None, words="The quick one")
        post(article)
        others_done.set()

    assert simultaneously([act_slowly, act_meanwhile]) == [None, None]
    assert prove().fault is None
    last = AuditEntry.objects.order_by("-number").values_list("object", flat=True)[:2]
    assert list(last) == ["The slow one", "The quick one"]


def test_what_readers_post_waits_for_no_act():
    """A transaction that keeps the chain locked, as a commit does for an instant."""
    article = make_edition().article
    with transaction.atomic():
        record(act=Act.ARTICLE_UPDATED, about=make_section(), by=None)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS audit_note_taken_up, audit_note_entered IMMEDIATE")

        def post_meanwhile():
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = '5s'")
            return post(article).pk

        (posted,) = simultaneously([post_meanwhile])

    assert isinstance(posted, int)
