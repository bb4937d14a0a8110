"""Judging a comment reads a bounded part of every table by index, however busy thread and author are."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from comments.models import Comment, Rule
from comments.rules import judge
from comments.rules.cases import Text
from tests.indexes.newspaper import BUSY_ARTICLE, NOW, print_newspaper, sweep
from tests.indexes.plans import explaining
from tests.makers import make_rule

pytestmark = pytest.mark.django_db

USES = 8  # after which PostgreSQL has decided whether it plans a prepared statement for every use
AUTHOR = "a" * 32
READ = {"comments_comment", "comments_recenttext", "comments_moderationevent", "comments_report"}
# All comments are of the last hours and remembered; one author wrote 1,000 of them.
ROWS = """
UPDATE comments_comment SET author_key = %(author)s
WHERE id IN (SELECT id FROM comments_comment ORDER BY id LIMIT 1000);
INSERT INTO comments_recenttext (comment_id, thread_key, author_key, created_at, digest, sketch, bands)
SELECT id, thread_id, author_key, %(now)s - row_number() OVER (ORDER BY id) * interval '2 seconds',
       md5(id::text), array_fill(id, ARRAY[64]),
       ARRAY(SELECT id + 1000000 * band FROM generate_series(0, 15) band)
FROM comments_comment;
INSERT INTO comments_report (comment_id, comment_revision, lane, rule, text, law, address, reporter_key,
                             address_key, state, created_at)
SELECT id, 1, 'rules', 'insult', '', '', '', md5(id::text), '', 'open',
       %(now)s - row_number() OVER (ORDER BY id DESC) * interval '20 seconds'
FROM comments_comment ORDER BY id DESC LIMIT 4000;
ANALYZE comments_comment, comments_recenttext, comments_report;
"""


@pytest.fixture(scope="module", autouse=True)
def newspaper(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The rows, for all tests of this module and for no other."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            print_newspaper()
            with connection.cursor() as cursor:
                for statement in ROWS.strip().rstrip(";").split(";\n"):
                    cursor.execute(statement, {"author": AUTHOR, "now": NOW})
            for kind, numbers in {
                Rule.Kind.REPEATS: {"share": 80},
                Rule.Kind.NEWCOMERS: {"amount": 5},
                Rule.Kind.HEATED: {"amount": 900, "minutes": 60, "pause": 5},
            }.items():
                make_rule(kind=kind, **numbers)
            yield
            transaction.set_rollback(True)
        sweep()


TEXT = "A text that is long enough to be compared with all the others of this day."


@pytest.mark.parametrize("warm", [False, True], ids=["at once", "after many comments"])
def test_judging_reads_a_little_by_index(warm):
    comment = Comment(thread_id=BUSY_ARTICLE, text=TEXT, author_key=AUTHOR)
    for _ in range(USES if warm else 1):
        judge(comment, now=NOW)

    with explaining() as steps:
        judge(comment, now=NOW)

    large = [step for step in steps if step.table in READ]
    assert not [step for step in large if step.kind == "Seq Scan"]
    assert {"comment_by_author", "recent_text_same", "recent_text_alike"} <= {
        step.index for step in steps
    }
    # Of 8,000 comments of the day, half of them in this thread.
    assert sum(step.rows for step in large) <= 3_000


def test_of_a_flood_of_texts_that_are_alike_a_few_are_read():
    alike = Text(TEXT).likeness
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE comments_recenttext SET sketch = %s, bands = %s WHERE comment_id IN "
            "(SELECT comment_id FROM comments_recenttext ORDER BY comment_id LIMIT 2000)",
            [alike.sketch, alike.bands],
        )

    with explaining() as steps:
        verdict = judge(Comment(thread_id=BUSY_ARTICLE, text=TEXT, author_key="b" * 32), now=NOW)

    assert Rule.Kind.REPEATS in {signal.kind for signal in verdict.signals}
    # Twenty of each band, whose rows then are one and the same, and the twenty that are compared.
    compared = [step for step in steps if step.table == "comments_recenttext"]
    by_thread = [step for step in compared if step.index == "recent_text_of_thread"]
    assert (
        sum(step.rows for step in compared) - sum(step.rows for step in by_thread) <= 16 * 20 + 20
    )
