"""The past of a large paper is read from its own place in the indexes, whatever was published since."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tests.indexes.newspaper import FIRST_AT
from tests.indexes.plans import BY_ADDRESS, LARGE, USES, explaining

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newspaper", "today")]

AT = f"{FIRST_AT + timedelta(days=40):%Y-%m-%dT%H:%M:%SZ}"
# An edition a minute after the first, each of which ended the one before it.
MANY_EDITIONS = """
UPDATE articles_edition SET ends_at = starts_at + interval '1 minute' WHERE article_id = 1;
INSERT INTO articles_edition
    (id, article_id, revision_id, number, kind, note, starts_at, ends_at, published_at, updated_at,
     withdrawal_reason, section_id, path, headline, standfirst, summary, dateline, body_html,
     plain_text, picture_caption, bylines, subheads, subjects, sources)
SELECT 1000000 + n, article_id, revision_id, n, 'update', '', starts_at + (n - 1) * interval '1 minute',
       CASE WHEN n < 200 THEN starts_at + n * interval '1 minute' END, published_at,
       starts_at + (n - 1) * interval '1 minute', '', section_id, path, headline, '', '', '',
       '<p>Text ' || n || '</p>', '', '', bylines, '[]', '[]', '[]'
FROM articles_edition, generate_series(2, 200) n WHERE article_id = 1;
ANALYZE articles_edition;
"""
FEW = 1_500  # rows: 19,000 editions are newer


@pytest.mark.parametrize(
    ("path", "indexes"),
    [
        ("/", {"edition_newest", "edition_number_unique", "placement_one_story_per_slot"}),
        ("/section-2/", {"edition_newest_in_section", "edition_number_unique"}),
        ("/section-2/?before=2024-01-20T00:00:00Z~700", {"edition_newest_in_section"}),
        ("/section-2/2024/01/01/story-601/", {"edition_number_unique"}),
        ("/section-2/2024/01/01/story-14999/", {"edition_number_unique"}),
    ],
    ids=["front", "section", "a further page", "story", "story that was not yet"],
)
def test_page_of_long_ago_reads_a_little(path, indexes):
    """Also by the plan that a connection keeps after many pages of today."""
    client = Client()
    address = f"{path}{'&' if '?' in path else '?'}at={AT}"
    for _ in range(USES):
        client.get(path)
        client.get(address)

    with explaining() as steps:
        assert client.get(address).status_code in {200, 404}

    assert not [step for step in steps if step.table in LARGE and step.kind == "Seq Scan"]
    assert sum(step.rows for step in steps if step.table in LARGE) <= FEW
    used = {step.index for step in steps}
    assert indexes <= used
    assert "story" not in path or BY_ADDRESS & used


@pytest.mark.parametrize("query", ["", "?before=150", "?from=3&to=190"])
def test_history_of_many_editions_reads_a_page_of_them(query):
    """A story that was changed two hundred times: eleven of its editions, and single probes.

    Whose address it is may be looked up among all editions that had it, without their texts.
    """
    with connection.cursor() as cursor:
        cursor.execute(MANY_EDITIONS)
    client = Client()
    address = f"/section-2/2024/01/01/story-1/history/{query}"
    client.get(address)

    with explaining() as steps:
        assert client.get(address).status_code == 200

    others = [step for step in steps if step.table in LARGE and step.index not in BY_ADDRESS]
    assert sum(step.rows for step in others) <= 30
    assert {"edition_number_unique", "edition_withdrawn_of_article"} <= {
        one.index for one in others
    }
