"""Copying a made newspaper into a database, so that a load which was killed goes on where it was.

Every transaction writes whole stories, or whole threads, in the order of their numbers: the last number
in the table says how far the load is.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max

from articles.models import Article, Organisation, Person, Placement, Redirect, Section
from articles.models.public_version import COMMENT_SCOPES
from benchmarks.data import indexes, newsroom, rules, stories, threads
from benchmarks.data.plan import BUSY_DAY, ENDS, Plan
from benchmarks.data.progress import Progress
from comments.models import Comment, Thread
from newsportal.accounts.models import User

STORIES_AT_ONCE = 2_000
COMMENTS_AT_ONCE = 20_000
PLACED = 4
# For this connection only, which is closed at the end. Triggers and foreign keys sleep (`rules` makes
# up for them); a second that is lost with the server is written again.
SESSION = """
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '1GB';
"""
STATE = """
CREATE TABLE IF NOT EXISTS benchmark_plan
    (articles bigint, comments bigint, words bigint, is_complete boolean DEFAULT false)
"""
SEARCH_ENTRIES = """
INSERT INTO articles_searchentry (edition_id, starts_at, ends_at, published_at, words)
SELECT id, starts_at, ends_at, published_at, articles_search_words(headline, standfirst, plain_text)
FROM articles_edition WHERE id BETWEEN %(first)s AND %(last)s ORDER BY id
"""


class Refused(Exception):
    """The database holds something that is not this newspaper."""


def load(plan: Plan) -> bool:
    """Bring the database to the plan; False where it is there already. Raises Refused."""
    call_command("migrate", verbosity=0)
    if _is_complete(plan):
        return False
    with connection.cursor() as cursor:
        cursor.execute(SESSION)
    try:
        _load(plan)
    finally:
        connection.close()
    return True


def _load(plan: Plan) -> None:
    newsroom.found_the_paper()
    _count("people", plan.people, newsroom.name_people(plan))
    _count("organisations", plan.organisations, newsroom.name_organisations(plan))
    if not indexes.missing() and Thread.objects.count() == 0:
        indexes.take_away()
    _count("stories", plan.articles, _write_stories(plan))
    _count("comments", plan.comments, _write_threads(plan))
    _count("indexes", len(indexes.missing()), (1 for _ in indexes.build()))
    _place_stories(plan)
    _count("rules", rules.count(), (1 for _ in rules.check()))
    _finish()


def _is_complete(plan: Plan) -> bool:
    """Whether everything is there; a database without our note must be empty, and gets the note."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATE)
        cursor.execute("SELECT articles, comments, words, is_complete FROM benchmark_plan")
        row = cursor.fetchone()
        wanted = (plan.articles, plan.comments, plan.words)
        if row is None:
            if any(model.objects.exists() for model in (User, Section, Person, Article, Comment)):
                raise Refused(
                    "This database holds something else. Give the benchmark one of its own."
                )
            cursor.execute(
                "INSERT INTO benchmark_plan (articles, comments, words) VALUES (%s, %s, %s)", wanted
            )
            return False
    if row[:3] != wanted:
        raise Refused(
            f"This database holds a newspaper of {row[0]:,} stories of {row[2]} words and {row[1]:,} "
            "comments, and another was asked for. Give each a database of its own."
        )
    return bool(row[3])


def _count(name: str, total: int, done: Iterable[int]) -> None:
    """Show the progress of a work that yields what it does; first comes what was there before."""
    progress = Progress(name, total)
    for steps in done:
        progress.advance(steps)
    progress.close()


def _write_stories(plan: Plan) -> Iterator[int]:
    written = Article.objects.aggregate(last=Max("pk"))["last"] or 0
    yield written
    pictures = newsroom.picture_keys()
    for start in range(written + 1, plan.articles + 1, STORIES_AT_ONCE):
        numbers = range(start, min(start + STORIES_AT_ONCE, plan.articles + 1))
        rows: stories.Rows = {table: [] for table in stories.COLUMNS}
        for number in numbers:
            for table, some in stories.rows_of(stories.story(plan, number, pictures)).items():
                rows[table] += some
        with transaction.atomic():
            _copy(rows, stories.COLUMNS)
            _enter_for_search(rows["articles_edition"])
        yield len(numbers)


def _write_threads(plan: Plan) -> Iterator[int]:
    sizes = threads.sizes(plan)
    last = Thread.objects.aggregate(last=Max("pk"))["last"] or 0
    key = 1 + sum(sizes[:last])
    yield key - 1
    rows: stories.Rows = {table: [] for table in threads.COLUMNS}
    for article, size in enumerate(sizes[last:], start=last + 1):
        if size:
            thread, comments = threads.rows_of(plan, article, size, key)
            rows["comments_thread"].append(thread)
            rows["comments_comment"] += comments
            key += size
        if len(waiting := rows["comments_comment"]) >= COMMENTS_AT_ONCE or article == len(sizes):
            _copy(rows, threads.COLUMNS)
            yield len(waiting)
            rows = {table: [] for table in threads.COLUMNS}


def _enter_for_search(editions: list[stories.Row]) -> None:
    """What the editions' triggers would do if they were awake."""
    with connection.cursor() as cursor:
        cursor.execute(SEARCH_ENTRIES, {"first": editions[0][0], "last": editions[-1][0]})


@transaction.atomic
def _copy(rows: stories.Rows, columns: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for table, some in rows.items():
            names = ", ".join(columns[table])
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in some:
                    copy.write_row(row)


def _place_stories(plan: Plan) -> None:
    """What editors put on top of the front page and of sections now and before, and old addresses."""
    if Placement.objects.exists():
        return
    newest = range(plan.articles, plan.articles - PLACED, -1)
    Placement.objects.bulk_create(
        Placement(slot=slot, article_id=article, starts_at=ENDS)
        for slot, article in enumerate(newest, start=1)
    )
    Placement.objects.bulk_create(
        Placement(slot=slot, article_id=article, starts_at=BUSY_DAY, ends_at=ENDS)
        for slot, article in enumerate(range(1, PLACED + 1), start=1)
    )
    Redirect.objects.bulk_create(
        [
            *(
                Redirect(path=f"/old/{article}.html", article_id=article)
                for article in range(1, plan.articles, 1_000)
            ),
            *(Redirect(path=f"/people/former-{key}/", person_id=key) for key in range(1, 11)),
        ]
    )


def _finish() -> None:
    """Keys go on after the last ones; the planner and the visibility map know the tables."""
    with connection.cursor() as cursor:
        numbered = (model._meta.db_table for model in (Person, Organisation, Section, Comment))
        for table in (*stories.COLUMNS, *numbered):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )
        # Readers' caches are told that everything has changed: the triggers that do it slept.
        cursor.execute(
            "SELECT articles_raise_versions(array(SELECT generate_series(0, %s)))", [COMMENT_SCOPES]
        )
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("UPDATE benchmark_plan SET is_complete = true")


def sizes_on_disk() -> list[tuple[str, int, int]]:
    """Tables with the bytes of their rows and of their indexes, the largest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "ORDER BY pg_total_relation_size(oid) DESC LIMIT 12"
        )
        rows: list[Any] = cursor.fetchall()
        return rows
