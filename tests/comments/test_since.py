"""How many comments are new: counted from what a browser saw last."""

from datetime import timedelta

import pytest

from articles.paging import Cursor
from comments import moderation, since
from comments.discussion import read_thread
from comments.models import Thread
from comments.since import count_since
from newsportal.database.prepared import Prepared
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import PUBLISHED_AT, make_comment, make_thread

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def latest(article_id: int) -> Cursor:
    place = read_thread(article_id, at=NOW).latest
    assert place is not None
    return place


def test_nothing_is_new_right_after_the_page(article):
    post(article), post(article)

    assert count_since(article.pk, latest(article.pk)) == 0


def test_what_was_written_since_is_counted_wherever_it_stands(article):
    head = post(article)
    place = latest(article.pk)
    post(article, parent=head)
    post(article, now=NOW + MINUTE)

    assert count_since(article.pk, place) == 2


def test_a_comment_that_had_to_wait_is_new_when_it_is_shown(article):
    make_thread(article=article, mode="pre")
    held = post(article)
    Thread.objects.update(mode="post")
    post(article, now=NOW + MINUTE)
    place = latest(article.pk)

    moderation.approve(held, by=None, now=NOW + 2 * MINUTE)

    assert count_since(article.pk, place) == 1


def test_what_is_taken_away_is_not_counted_any_more(article):
    post(article)
    place = latest(article.pk)
    moderation.hide(post(article), by=None)

    assert count_since(article.pk, place) == 0


def test_counting_ends(monkeypatch):
    monkeypatch.setattr(since, "MOST", 2)
    monkeypatch.setattr(since, "_SINCE", Prepared(since._since, since._key))
    thread = make_thread()
    for _ in range(4):
        make_comment(thread)

    assert count_since(thread.pk, Cursor(PUBLISHED_AT - MINUTE, 0)) == 2


def test_browsers_that_saw_the_same_page_ask_the_same(client, article):
    post(article)

    pages = [client.get(article.editions.get().path).content.decode() for _ in range(2)]

    asked = f'data-since="/comments/on/{article.pk}/since/{latest(article.pk)}/"'
    assert all(asked in page for page in pages)


def test_the_answer_is_a_number_and_nothing_else(client, article):
    post(article)
    place = latest(article.pk)
    post(article, nickname="Anna", text="Secret")

    response = client.get(f"/comments/on/{article.pk}/since/{place}/")

    assert response.json() == {"count": 1}
    assert response["Cache-Control"].startswith("public")
    assert response["ETag"]


@pytest.mark.parametrize("place", ["x", "2025-11-22T18:00:00Z", "0.5~1", "2025-11-22T18:00:00Z~x"])
def test_a_broken_place_is_not_found(client, article, place):
    assert client.get(f"/comments/on/{article.pk}/since/{place}/").status_code == 404
    assert client.get("/comments/on/999999/since/2025-11-22T18:00:00Z~1/").status_code == 404
