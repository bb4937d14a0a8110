"""A newspaper of 20,000 editions and 8,000 comments, written by the database itself in seconds.

15,000 articles, one an hour, in six large sections and a small one; every third was updated a day later
at the same address, every thirtieth by a correction, and twenty were withdrawn after a day. Everybody is
in the paper as often as real names are: person 1 in every fifth story, most others in fifty or so. As
many placements came and went. One thread has 4,000 comments, a thousand of them one conversation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from psycopg import ClientCursor

ARTICLES = 15_000
FIRST_AT = datetime(2024, 1, 1, tzinfo=UTC)
NOW = FIRST_AT + timedelta(hours=ARTICLES)
BUSY_ARTICLE = ARTICLES
VALUES: dict[str, int | datetime] = {
    "articles": ARTICLES,
    "first": FIRST_AT,
    "now": NOW,
    "busy": 4_000,
    "comments": 8_000,
}

SUBJECTS = """
INSERT INTO articles_section (id, name, slug, description, position)
SELECT n, 'Section ' || n, 'section-' || n, '', n FROM generate_series(1, 7) n;

INSERT INTO articles_person (id, name, slug, summary, biography, is_indexed)
SELECT n, 'Person ' || n, 'person-' || n, '', '', true FROM generate_series(1, 400) n;

INSERT INTO articles_organisation (id, name, slug, summary, kind, place, website, is_indexed)
SELECT n, 'Organisation ' || n, 'organisation-' || n, '', 'other', '', '', true
FROM generate_series(1, 200) n;
"""

ARTICLE_ROWS = """
INSERT INTO articles_article
    (id, headline, slug, section_id, standfirst, dateline, body, picture_caption, version,
     created_at, changed_at)
SELECT n, 'Headline ' || n, 'story-' || n, CASE WHEN n %% 100 = 0 THEN 7 ELSE n %% 6 + 1 END, '', '',
       '<p>Text</p>', '', 1, %(first)s + n * interval '1 hour', %(first)s + n * interval '1 hour'
FROM generate_series(1, %(articles)s) n;

INSERT INTO articles_revision (id, article_id, number, snapshot, created_at, note)
SELECT n, n, 1, '{}', %(first)s + n * interval '1 hour', ''
FROM generate_series(1, %(articles)s) n;
"""

# Editions 1 to 15,000 are first ones. Those of every third article ended when its update began.
EDITIONS = """
INSERT INTO articles_edition
    (id, article_id, revision_id, number, kind, note, starts_at, ends_at, published_at, updated_at,
     withdrawal_reason, section_id, path, headline, standfirst, summary, dateline, body_html,
     plain_text, picture_caption, bylines, subheads, subjects, sources)
SELECT n + CASE number WHEN 2 THEN %(articles)s ELSE 0 END, n, n, number,
       CASE WHEN number = 1 THEN 'first' WHEN n %% 30 = 0 THEN 'correction' ELSE 'update' END, 'Note',
       published + (number - 1) * interval '1 day',
       CASE WHEN number = 1 AND (n %% 3 = 0 OR n %% 500 = 1) THEN published + interval '1 day' END,
       published, CASE number WHEN 2 THEN published + interval '1 day' END,
       CASE WHEN n %% 500 = 1 AND n %% 3 > 0 THEN 'Reason' ELSE '' END,
       section, '/section-' || section || '/2024/01/01/story-' || n || '/', 'Headline ' || n,
       '', '', '', '<p>Text</p>',
       'common words in every story and number' || n || CASE n %% 1000 WHEN 7 THEN ' rare' ELSE '' END,
       '', byline, '[]', '[]', '[]'
FROM (SELECT id AS n, section_id AS section FROM articles_article) article,
     LATERAL (SELECT %(first)s + n * interval '1 hour' AS published,
                     jsonb_build_array(jsonb_build_object('role', 'by', 'label', 'By', 'people',
                         jsonb_build_array(jsonb_build_object(
                             'name', 'Person ' || n %% 50 + 351,
                             'url', '/people/person-' || n %% 50 + 351 || '/')))) AS byline) made,
     generate_series(1, CASE WHEN n %% 3 = 0 THEN 2 ELSE 1 END) number;
"""

SUBJECT_ROWS = """
INSERT INTO articles_subject (edition_id, person_id, salience, certainty, published_at)
SELECT id, CASE WHEN article_id %% 5 = 0 THEN 1 ELSE article_id %% 300 + 2 END, 'about',
       CASE WHEN article_id %% 50 = 1 THEN 'disputed' ELSE 'confirmed' END, published_at
FROM articles_edition;

INSERT INTO articles_subject (edition_id, organisation_id, salience, certainty, published_at)
SELECT id, article_id %% 150 + 1, 'mentioned', 'confirmed', published_at FROM articles_edition;
"""

COMMENTS = """
INSERT INTO comments_thread (article_id, mode, visible_count, version)
SELECT n, 'post', 1, 1 FROM generate_series(%(articles)s - 3000, %(articles)s) n;

INSERT INTO comments_comment
    (id, thread_id, edition_id, parent_id, root_id, nickname, nickname_key, author_mark, is_namesake,
     text, body_html, state, state_reason, revision_number, created_at, time_is_known, published_at,
     picked_at)
SELECT n, article, article, root, root, 'Reader ' || n %% 900, 'reader ' || n %% 900, '', false,
       'Text', '<p>Text</p>', CASE WHEN n %% 500 = 0 THEN 'held' ELSE 'published' END, '', 1,
       %(now)s - (100000 - n) * interval '1 minute', true, %(now)s,
       CASE WHEN n %% 40 = 3 THEN %(now)s - (100000 - n) * interval '1 minute' END
FROM generate_series(1, %(comments)s) n,
     LATERAL (SELECT CASE WHEN n <= %(busy)s THEN %(articles)s
                          ELSE %(articles)s - n %% 3000 END AS article,
                     CASE WHEN n BETWEEN 2 AND 999 THEN 1
                          WHEN n <= %(busy)s AND n %% 3 <> 1 THEN n - (n + 2) %% 3 END AS root) placed;
"""

# Every second was approved by somebody.
EVENTS = """
INSERT INTO accounts_user (id, email, name, password, is_superuser, is_staff, is_active)
VALUES (1000000, 'moderator@newspaper.example', '', '', false, true, true);
INSERT INTO comments_moderationevent
    (comment_id, revision_number, actor_id, from_state, to_state, reason, created_at)
SELECT id, 1, CASE id %% 2 WHEN 0 THEN 1000000 END, '', state, '', created_at FROM comments_comment;
"""

CREDITS = """
INSERT INTO articles_credit (edition_id, person_id, published_at)
SELECT edition.id, person.id, edition.published_at
FROM articles_edition edition JOIN articles_person person ON person.id = 2 + edition.article_id %% 300;
"""

# A story an hour in one of ten slots of the front page or of a section, each until the next one there.
PLACEMENTS = """
INSERT INTO articles_placement
    (section_id, slot, position, article_id, may_repeat, starts_at, ends_at)
SELECT nullif(n / 10 %% 8, 0), n %% 10 + 1, 0, n, false, %(first)s + n * interval '1 hour',
       CASE WHEN n <= %(articles)s - 80 THEN %(first)s + (n + 80) * interval '1 hour' END
FROM generate_series(1, %(articles)s) n;
"""

TABLES = (
    "articles_credit", "articles_section", "articles_person", "articles_organisation", "articles_article",
    "articles_revision", "articles_edition", "articles_searchentry", "articles_subject",
    "articles_placement", "comments_thread", "comments_comment",
    "comments_moderationevent",
)  # fmt: skip


def print_newspaper() -> None:
    """Write all rows in the open transaction, check their keys, and let the planner count them."""
    connection.ensure_connection()
    # Several statements at once, so their values are written into the text.
    with ClientCursor(connection.connection) as cursor:
        cursor.execute(SUBJECTS)
        for statements in (
            ARTICLE_ROWS,
            EDITIONS,
            CREDITS,
            SUBJECT_ROWS,
            PLACEMENTS,
            COMMENTS,
            EVENTS,
        ):
            cursor.execute(statements, VALUES)
    with connection.cursor() as cursor:
        connection.check_constraints()
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")
        # No VACUUM in a transaction: the planner is told what it would know after one, as it does where
        # autovacuum keeps up, namely that an index alone answers.
        cursor.execute(
            "UPDATE pg_class SET relallvisible = relpages WHERE oid = ANY (%s::regclass[])",
            [list(TABLES)],
        )


@contextmanager
def printed(blocker: Any) -> Iterator[None]:
    """The newspaper, for as long as the block and for no test outside of it."""
    with blocker.unblock():
        with transaction.atomic():
            print_newspaper()
            yield
            transaction.set_rollback(True)
        sweep()


def sweep() -> None:
    """Give the room of rows that were rolled back to the tests that follow."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
