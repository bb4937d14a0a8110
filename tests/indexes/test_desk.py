"""The desk of a large newsroom is read from what waits, however much was published before."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, transaction
from psycopg import ClientCursor

from articles.admin.piles import MOST, PILES
from comments.admin.comment import CommentAdmin
from comments.admin.waiting import waiting_for
from comments.models import Comment
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.indexes.newspaper import NOW, VALUES, print_newspaper, sweep
from tests.indexes.plans import explaining
from tests.makers import make_staff

pytestmark = pytest.mark.django_db

READ = {"articles_article", "articles_edition", "articles_handover", "articles_embargo"}
# Of 15,000 articles, as long as real ones, each handed over twice; two hundred wait, ten were
# returned, every fifth had an embargo.
ROWS = """
UPDATE articles_article
SET body = repeat('<p>Two thousand characters are a short story. </p>', 40),
    created_by_id = CASE WHEN id %% 2 = 0 THEN %(author)s END;

INSERT INTO articles_handover
    (article_id, number, kind, revision_id, note, due_at, returned_to_id, created_at, created_by_id,
     is_standing)
SELECT n, 1, 'submit', n, '', CASE WHEN n %% 3 = 0 THEN %(now)s - interval '1 hour' END, NULL,
       %(now)s - n * interval '1 hour', %(author)s, n %% 100 = 1
FROM generate_series(1, %(articles)s) n;

INSERT INTO articles_handover
    (article_id, number, kind, revision_id, note, returned_to_id, created_at, created_by_id, is_standing)
SELECT n, 2, CASE WHEN n %% 1500 = 2 THEN 'return' ELSE 'approve' END, n, 'Note',
       CASE WHEN n %% 1500 = 2 THEN %(author)s END, %(now)s - n * interval '1 hour', %(editor)s,
       n %% 1500 = 2 OR n %% 300 = 3
FROM generate_series(1, %(articles)s) n;

INSERT INTO articles_embargo (article_id, until, note, created_at, created_by_id)
SELECT n, %(now)s - (%(articles)s - n) * interval '1 hour', '', %(now)s - interval '900 days', %(author)s
FROM generate_series(5, %(articles)s, 5) n;
"""


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker) -> Iterator[dict[str, User]]:
    """The rows, an author and an editor, for all tests of this module and for no other."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            print_newspaper()
            people = {
                "author": make_staff(Role.REPORTER),
                "editor": make_staff(Role.CHIEF_EDITOR),
            }
            keys = {name: person.pk for name, person in people.items()}
            with ClientCursor(connection.connection) as cursor:
                cursor.execute(ROWS, VALUES | keys)
            with connection.cursor() as cursor:
                connection.check_constraints()
                cursor.execute(f"ANALYZE {', '.join(READ)}")
            yield people
            transaction.set_rollback(True)
        sweep()


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("name", "who", "index"),
    [
        ("waiting", "editor", "hand_over_waiting"),
        ("waiting", "author", "hand_over_returned"),
        ("overdue", "editor", "hand_over_due"),
        ("overdue", "editor", "embargo_end"),
        ("drafts", "author", "article_begun_by"),
        ("approved", "editor", "hand_over_waiting"),
        ("scheduled", "editor", "edition_boundary_start"),
        ("changed", "editor", "article_latest_change"),
    ],
)
def test_a_pile_is_read_by_its_index(newsroom, name, who, index):
    (pile,) = (pile for pile in PILES if pile.name == name)
    pile.lying(newsroom[who])

    with explaining() as steps:
        pile.lying(newsroom[who])

    assert not [step for step in steps if step.table in READ and step.kind == "Seq Scan"]
    assert index in {step.index for step in steps}
    assert sum(step.rows for step in steps if step.table in READ) <= 5 * MOST


@pytest.mark.parametrize(
    ("comments", "index"),
    [
        (lambda user: waiting_for(user)[:5], "comment_queue"),
        (lambda user: waiting_for(user).order_by(), "comment_queue"),
        (lambda _: Comment.objects.order_by(*CommentAdmin.ordering)[:100], "comment_desk"),
    ],
    ids=["pile", "count", "list"],
)
def test_moderators_read_what_waits_by_index(newsroom, comments, index):
    asked = comments(newsroom["editor"])
    with explaining() as steps:
        list(asked)

    assert index in {step.index for step in steps}
    assert not [step for step in steps if step.table == "comments_comment" and step.rows > 100]
