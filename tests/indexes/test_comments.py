"""What moderators, readers and sweeps ask of comments is read by index, however much there was before."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from psycopg import ClientCursor

from comments import reporting
from comments.authorship import Author
from comments.exchange.exporting import lines
from comments.figures.findings import Span, figures_of
from comments.models import Comment, Reader
from comments.notices.reading import read_notices, unread_count
from comments.profile.exporting import export
from comments.profile.own import own_comments
from comments.queue.authors import DAY, WAITING, comments_of
from comments.queue.cards import cards_of
from comments.queue.claiming import claim
from comments.recommending import Voter, recommended_on
from comments.retention import RETENTION
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.indexes.newspaper import BUSY_ARTICLE, NOW, VALUES, print_newspaper, sweep
from tests.indexes.plans import SORTING, Step, explaining
from tests.makers import make_staff, make_user

pytestmark = pytest.mark.django_db

READ = (
    "comments_comment", "comments_moderationevent", "comments_report", "comments_recommendation",
    "comments_notice", "comments_recenttext",
)  # fmt: skip
FEW = 1_000  # rows: of 8,000 comments, 8,000 reports, 40,000 recommendations, 20,000 notices
# A reader wrote every hundredth comment. The newest two thousand are of the last 90 days; of the others
# nobody is known any more. Every comment was reported, and those two thousand wait for a decision; five
# voters recommend each.
ROWS = """
INSERT INTO comments_reader (id, display_name, name_key, created_at)
SELECT n, 'Reader ' || n, '', %(now)s FROM generate_series(1, 200) n;

UPDATE comments_comment
SET created_at = %(now)s - (%(comments)s - id) * interval '1 hour',
    reader_id = CASE WHEN id %% 100 = 0 THEN 7 END,
    author_key = CASE WHEN id > 6000 THEN md5((id %% 900)::text) ELSE '' END;

INSERT INTO comments_report
    (comment_id, comment_revision, lane, rule, text, law, address, reporter_key, address_key, state,
     reader_id, created_at, decided_at)
SELECT id, 1, 'rules', 'insult', CASE WHEN id > 7000 THEN 'Words' ELSE '' END, '', '',
       CASE WHEN id > 6000 THEN md5(id::text) ELSE '' END, '',
       CASE WHEN id > 6000 THEN 'open' WHEN id %% 10 = 0 THEN 'upheld' ELSE 'dismissed' END,
       CASE WHEN id %% 100 = 1 THEN 7 END, created_at,
       CASE WHEN id <= 6000 THEN created_at + interval '1 hour' END
FROM comments_comment;

INSERT INTO comments_recommendation (comment_id, thread_id, voter_key, created_at)
SELECT id, thread_id, CASE WHEN id > 6000 THEN '' ELSE '-' END
           || left(md5(((id * 5 + n) %% 2000)::text), 31), created_at
FROM comments_comment, generate_series(1, 5) n;

INSERT INTO comments_notice
    (reader_id, kind, comment_id, revision_number, words, created_at, read_at, taken_at)
SELECT n %% 200 + 1, 'reply', n %% %(comments)s + 1, n, '', %(now)s - n * interval '10 minutes',
       CASE WHEN n > 400 THEN %(now)s END, %(now)s
FROM generate_series(1, 20000) n;

INSERT INTO comments_recenttext (comment_id, thread_key, author_key, created_at, digest, sketch, bands)
SELECT id, thread_id, author_key, %(now)s - (%(comments)s - id) * interval '10 seconds',
       md5(id::text), '{}', '{}'
FROM comments_comment;
"""


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[dict[str, User]]:
    """The rows, a moderator and a reader, for all tests of this module and for no other."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            print_newspaper()
            with ClientCursor(connection.connection) as cursor:
                cursor.execute(ROWS, VALUES)
            cast = {"moderator": make_staff(Role.MODERATOR), "reader": make_user()}
            Reader.objects.filter(pk=7).update(user=cast["reader"])
            with connection.cursor() as cursor:
                connection.check_constraints()
                cursor.execute(f"ANALYZE {', '.join(READ)}")
            yield cast
            transaction.set_rollback(True)
        sweep()


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def assert_reads_by(indexes: set[str], steps: list[Step], *, few: int = FEW) -> None:
    large = [step for step in steps if step.table in READ]
    assert not [step for step in large if step.kind == "Seq Scan"]
    assert not [step for step in steps if step.kind in SORTING and step.rows > few]
    assert sum(step.rows for step in large) <= few
    assert indexes <= {step.index for step in steps}


def test_a_moderator_claims_the_first_of_all_that_waits(people):
    claim(people["moderator"], now=NOW)

    with explaining() as steps:
        assert len(claim(people["moderator"], now=NOW)) == 10

    claimed = next(step for step in steps if step.index == "waiting_order")
    assert claimed.rows == 10
    assert not [step for step in steps if step.kind in SORTING and step.rows > 10]


def test_the_cards_of_a_batch_are_read_by_their_comments(people):
    with explaining() as steps:
        assert len(cards_of(range(7_950, 7_960), now=NOW)) == 10

    assert_reads_by({"report_by_comment", "comment_by_author"}, steps)


@pytest.mark.parametrize("span", [WAITING, DAY])
def test_the_comments_of_an_author_are_read_by_their_key(people, span):
    comment = Comment.objects.get(pk=7_950)

    with explaining() as steps:
        comments_of(comment, span=span, now=NOW)

    assert_reads_by({"comment_by_author"}, steps, few=100)


def test_the_reports_of_a_comment_are_read_by_it(people):
    with explaining() as steps:
        assert len(reporting.open_reports([7_990, 7_991])) == 2

    assert_reads_by({"report_by_comment"}, steps, few=10)


def test_what_a_browser_recommends_on_a_story_is_read_by_its_key(people):
    voter = Voter(Author(browser="a"))

    with explaining() as steps:
        recommended_on(BUSY_ARTICLE, voter=voter)

    assert_reads_by({"recommendation_voters"}, steps, few=10)


def test_a_readers_notices_are_read_and_counted_by_the_reader(people):
    page = read_notices(7)

    with explaining() as steps:
        read_notices(7)
        read_notices(7, before=page.following)
        assert unread_count(7) == 2

    assert_reads_by({"notice_of_reader", "notice_unread"}, steps, few=250)


def test_a_page_of_what_a_reader_wrote_is_read_by_the_reader(people):
    page = own_comments(7)

    with explaining() as steps:
        assert own_comments(7, before=page.following).rows

    assert_reads_by({"comment_of_reader"}, steps, few=50)


def test_all_that_is_known_of_a_reader_is_read_by_the_reader(people):
    reader = Reader.objects.get(pk=7)

    with explaining() as steps:
        assert len("".join(export(reader, people["reader"]))) > 1_000

    assert_reads_by({"comment_of_reader", "recommendation_of_voter"}, steps, few=1_500)


@pytest.mark.parametrize("kept", RETENTION, ids=[kept.name for kept in RETENTION])
def test_a_sweep_that_finds_little_reads_little(people, kept):
    """Every day again: what was swept before is not read once more."""
    with explaining() as steps:
        kept.remove(NOW - timedelta(days=1), 20)

    assert_reads_by(set(), steps)


def test_the_export_of_a_story_reads_that_story(people):
    of_story = Comment.objects.filter(thread=BUSY_ARTICLE - 5)

    with explaining() as steps:
        _, thread, *comments = lines(of_story)

    assert '"mode"' in thread
    assert len(comments) == 1
    assert_reads_by({"moderation_event_by_comment"}, steps, few=10)


def test_figures_of_a_span_read_that_span(people):
    with explaining() as steps:
        figures = figures_of(Span(NOW - timedelta(hours=6), NOW), now=NOW)

    assert figures.written.total == 6
    indexes = {"comment_desk", "moderation_event_of_people", "report_oldest"}
    assert_reads_by(indexes, steps, few=100)
