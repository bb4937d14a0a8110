"""Every page of a busy thread begins in an index where it begins, in every order and however deep."""

from datetime import timedelta

import pytest
from django.test import Client

from comments.opening import read_opening
from comments.threads import locked_for_posting
from tests.indexes.newspaper import BUSY_ARTICLE, NOW
from tests.indexes.plans import LARGE, SORTING, USES, explaining

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newspaper", "today")]

FEW = 800  # rows: the thread has 4,000 comments
# The middle of the thread; all its comments were published at one moment, and none has a rank.
DEEP = f"{NOW - timedelta(minutes=100_000 - 2_500):%Y-%m-%dT%H:%M:%S}Z~2500"
SINCE = f"{NOW:%Y-%m-%dT%H:%M:%S}Z~3990"
PAGES = [
    ("?order=oldest", {"comment_heads", "comment_conversation"}),
    (f"?order=oldest&after={DEEP}", {"comment_heads", "comment_conversation"}),
    (f"?order=oldest&before={DEEP}", {"comment_heads", "comment_conversation"}),
    ("?order=newest", {"comment_heads", "comment_conversation"}),
    (f"?order=newest&after={DEEP}", {"comment_heads", "comment_conversation"}),
    (f"?order=newest&before={DEEP}", {"comment_heads", "comment_conversation"}),
    ("?order=best", {"comment_heads_by_rank", "comment_conversation"}),
    ("?order=best&after=0.0~2500", {"comment_heads_by_rank", "comment_conversation"}),
    ("?order=best&before=0.0~2500", {"comment_heads_by_rank", "comment_conversation"}),
    ("?order=picks", {"comment_picks"}),
    (f"?order=picks&after={DEEP}", {"comment_picks"}),
    (f"?order=picks&before={DEEP}", {"comment_picks"}),
    (f"since/{SINCE}/", {"comment_published"}),
    ("feed.xml", {"comment_published"}),
]


def assert_reads_by(indexes, steps):
    assert not [step for step in steps if step.table in LARGE and step.kind == "Seq Scan"]
    assert not [step for step in steps if step.kind in SORTING and step.rows > 100]
    assert sum(step.rows for step in steps if step.table == "comments_comment") <= FEW
    assert indexes <= {step.index for step in steps}


@pytest.mark.parametrize("warm", ["at once", "after the page of another thread"])
@pytest.mark.parametrize(("page", "indexes"), PAGES, ids=[page for page, _ in PAGES])
def test_page_of_a_thread_reads_a_little_by_index(page, indexes, warm):
    client = Client()
    if warm != "at once":
        for _ in range(USES):
            assert client.get(f"/comments/on/{BUSY_ARTICLE - 1}/{page}").status_code == 200

    with explaining() as steps:
        assert client.get(f"/comments/on/{BUSY_ARTICLE}/{page}").status_code == 200

    assert_reads_by(indexes, steps)


def test_the_comments_of_a_section_are_read_thread_by_thread():
    with explaining() as steps:
        assert Client().get("/comments/in/section-7/feed.xml").status_code == 200

    assert_reads_by({"comment_published", "edition_newest_in_section"}, steps)


@pytest.mark.parametrize("key", [2503, 2504])
def test_what_is_around_a_comment_is_read_by_keys(key):
    with explaining() as steps:
        assert Client().get(f"/comments/{key}/").status_code == 200

    assert_reads_by({"comment_heads", "comment_conversation"}, steps)


def test_when_a_story_takes_comments_is_read_by_keys():
    """Opening the form and sending it: the thread, the edition that readers see, its section's rules."""
    for article in (BUSY_ARTICLE - 1,) * USES:
        read_opening(article, at=NOW), locked_for_posting(article, at=NOW)

    with explaining() as steps:
        read_opening(BUSY_ARTICLE, at=NOW)
        locked_for_posting(BUSY_ARTICLE, at=NOW)

    assert_reads_by({"edition_one_visible_per_article", "comments_discussionrules_pkey"}, steps)
    assert sum(step.rows for step in steps if step.table in LARGE) <= 4
