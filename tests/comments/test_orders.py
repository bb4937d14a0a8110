"""Every order of a thread, whatever is written and removed while somebody reads on.

No comment is shown twice, none is left out that was there all the time, and the way back shows what the
way forward did.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.paging import MOST_KEY, BadCursor
from comments import reading
from comments.discussion import read_discussion
from comments.models import Comment, Thread
from comments.orders import Order, RankCursor
from comments.reading import ThreadPage, read_page
from tests.makers import PUBLISHED_AT, make_comment, make_thread

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
every_order = pytest.mark.parametrize("order", Order)
# Few values, so that many comments share one and only the key tells them apart.
MINUTES = st.integers(0, 3)
RANKS = st.sampled_from([0.0, 0.0, 0.1, 0.3])
COMMENTS = st.fixed_dictionaries(
    {
        "created_at": MINUTES,
        "rank": RANKS,
        "picked_at": st.none() | MINUTES,
        "state": st.sampled_from(["published"] * 5 + ["removed", "hidden", "held"]),
        "head": st.none() | st.integers(0, 30),
    }
)
# What happens between two pages: somebody writes, or a moderator takes one away.
EVENTS = st.lists(st.one_of(COMMENTS, st.integers(0, 60)), max_size=12)


# More than a page shows when it is not shortened for a test.
LONG = reading.COMMENTS


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(reading, "CONVERSATIONS", 3)
    monkeypatch.setattr(reading, "COMMENTS", 6)


class Room:
    """A thread, and which of its comments nobody touched since it was filled."""

    def __init__(self, written: list[dict[str, Any]]) -> None:
        self.thread: Thread = make_thread()
        self.edition = self.thread.article.editions.get()
        self.heads: list[Comment] = []
        self.touched: set[int] = set()
        for one in written:
            self.write(**one)

    def write(self, *, head: int | None, created_at: int, picked_at: int | None, **fields) -> None:
        root = self.heads[head % len(self.heads)] if self.heads and head is not None else None
        at = PUBLISHED_AT + timedelta(minutes=created_at)
        is_picked = picked_at is not None and fields["state"] == "published"
        picked = PUBLISHED_AT + timedelta(minutes=picked_at or 0) if is_picked else None
        values: dict[str, Any] = {
            "created_at": at,
            "picked_at": picked,
            "parent": root,
            "root": root,
        }
        values |= {"state_reason": "Off the subject", "edition": self.edition}
        comment = make_comment(self.thread, **fields | values)
        if root is None:
            self.heads.append(comment)

    def happen(self, event: dict[str, Any] | int) -> None:
        """Somebody writes, or the comment of that number is hidden."""
        if isinstance(event, dict):
            self.write(**event)
            return
        keys = list(Comment.objects.filter(thread=self.thread).order_by("id").values_list("id"))
        if keys:
            (key,) = keys[event % len(keys)]
            Comment.objects.published().filter(pk=key).update(state="hidden", picked_at=None)
            self.touched.add(key)

    def expected(self, order: Order) -> list[int]:
        """What the pages hold one after the other, as Python sorts it."""
        rows = list(Comment.objects.filter(thread=self.thread))
        shown = {row.pk: row for row in rows if row.state in Comment.SHOWN}
        if order is Order.PICKS:
            found = [
                row for row in shown.values() if row.picked_at and row.state == row.State.PUBLISHED
            ]
        else:
            answered = {row.root_id for row in shown.values()}
            found = [
                row
                for row in rows
                if row.parent_id is None and (row.pk in shown or row.pk in answered)
            ]
        found.sort(
            key=lambda row: (getattr(row, order.column), row.pk), reverse=order is not Order.OLDEST
        )
        return [row.pk for row in found]


def walk(room: Room, order: Order, between: Callable[[], None] = lambda: None) -> list[ThreadPage]:
    """All pages, the first one first; `between` is called whenever the reader turns to the next."""
    pages = [read_page(room.thread.pk, order=order)]
    while (place := pages[-1].following) is not None:
        between()
        pages.append(read_page(room.thread.pk, order=order, after=order.parse(str(place))))
    return pages


def keys_of(pages: list[ThreadPage]) -> list[int]:
    return [comment.id for page in pages for comment in page.comments]


@every_order
@FEW
@given(written=st.lists(COMMENTS, max_size=25))
def test_the_pages_are_the_thread(order, written):
    room = Room(written)

    pages = walk(room, order)

    assert keys_of(pages) == room.expected(order)
    assert all(len(page.comments) <= 3 for page in pages)
    assert not any(page.comments == [] for page in pages[1:])


@every_order
@FEW
@given(written=st.lists(COMMENTS, min_size=4, max_size=25), events=EVENTS)
def test_nothing_is_shown_twice_or_left_out_while_others_write(order, written, events):
    room = Room(written)
    before = room.expected(order)
    waiting = iter(events)

    def between() -> None:
        for event in (next(waiting, None), next(waiting, None)):
            if event is not None:
                room.happen(event)

    seen = keys_of(walk(room, order, between))

    assert len(seen) == len(set(seen))
    assert set(seen) >= {
        key for key in before if key in room.expected(order) and key not in room.touched
    }
    known = [key for key in before if key in seen]
    assert [key for key in seen if key in before] == known


@every_order
@FEW
@given(written=st.lists(COMMENTS, min_size=4, max_size=25), events=EVENTS)
def test_the_way_back_shows_it_again(order, written, events):
    room = Room(written)
    expected = room.expected(order)
    pages = walk(room, order)
    for event in events:
        room.happen(event)

    back = [pages[-1]]
    while (place := back[0].preceding) is not None:
        back.insert(0, read_page(room.thread.pk, order=order, before=order.parse(str(place))))

    seen = keys_of(back)
    assert len(seen) == len(set(seen))
    assert set(seen) >= {
        key for key in expected if key in room.expected(order) and key not in room.touched
    }
    if not events:
        assert seen == expected


@every_order
def test_a_thread_of_one_moment_has_all_its_pages(order):
    """Imported comments have one time, and new ones no rank: the key alone sorts them."""
    one = {"created_at": 0, "rank": 0.0, "picked_at": 0, "state": "published", "head": None}
    room = Room([one] * 10)

    pages = walk(room, order)

    assert [len(page.comments) for page in pages] == [3, 3, 3, 1]
    assert keys_of(pages) == room.expected(order)


@every_order
def test_a_page_behind_everything_is_empty_and_leads_back(order):
    one = {"created_at": 0, "rank": 0.1, "picked_at": 0, "state": "published", "head": None}
    room = Room([one])
    place = walk(room, order)[0].comments[0]

    page = read_page(room.thread.pk, order=order, after=order.place_of(place))

    assert page == ThreadPage([], None, None)


def test_a_thread_that_fits_is_read_from_its_beginning(article):
    make_thread(article=article, visible_count=LONG)

    assert read_discussion(article.pk, at=PUBLISHED_AT, story="/").order is Order.OLDEST


@pytest.mark.parametrize(("mode", "order"), [("post", Order.NEWEST), ("closed", Order.OLDEST)])
def test_a_long_thread_begins_with_the_newest_while_it_goes_on(article, mode, order):
    make_thread(article=article, mode=mode, visible_count=LONG + 1)

    assert read_discussion(article.pk, at=PUBLISHED_AT, story="/").order is order


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, MOST_KEY))
def test_a_place_by_rank_is_read_as_it_was_written(rank, key):
    cursor = RankCursor(rank, key)

    assert RankCursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    ["", "~", "0.5", "0.5~", "0.5~-1", "0.50~1", ".5~1", "nan~1", "inf~1", "0.5~01", "0.5~٣", "x~1",
     f"0.5~{MOST_KEY + 1}", "0.5~1~2", "1~1"],
)  # fmt: skip
def test_anything_else_is_no_place(text):
    with pytest.raises(BadCursor):
        RankCursor.parse(text)


def test_a_place_by_time_is_told_in_universal_time():
    shown = make_comment(created_at=datetime(2025, 11, 22, 18, 0, tzinfo=UTC))

    page = read_page(shown.thread_id, order=Order.NEWEST)

    assert str(Order.NEWEST.place_of(page.comments[0])) == f"2025-11-22T18:00:00Z~{shown.pk}"
