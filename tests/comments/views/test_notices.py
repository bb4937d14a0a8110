"""A reader's notices on the site: whose they are, what they say, and what is new among them."""

from datetime import timedelta

import pytest
from django.test import Client

from articles.publishing import withdraw
from comments.models import Comment, Notice
from comments.notices import reading
from comments.notifying import notify
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.readers import make_reader, signed_in
from tests.makers import make_comment, make_thread

pytestmark = pytest.mark.django_db
LIST = "/comments/notices/"


@pytest.fixture
def reader(db):
    return make_reader()


@pytest.fixture
def answer(article, reader) -> Comment:
    """Ben's answer to a comment of the reader."""
    mine = post(article, reader=reader, text="My own words")
    return post(article, parent=mine, nickname="Ben", text="Words of Ben")


def page_of(reader, address=LIST) -> str:
    response = signed_in(reader).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_is_asked_to_sign_in():
    response = Client().get(LIST)

    assert response.status_code == 302
    assert response["Location"].endswith("?next=/comments/notices/")


def test_an_answer_is_told_with_its_place(reader, answer):
    page = page_of(reader)

    notice = Notice.objects.get()
    assert "Ben answered your comment" in page
    assert "Words of Ben" in page
    assert answer.edition.headline in page
    assert f'href="/comments/notices/{notice.pk}/"' in page
    assert "1 is new" in page


def test_nobody_sees_the_notices_of_somebody_else(reader, answer):
    stranger = make_reader("Carl")
    browser = signed_in(stranger)

    assert "Ben answered" not in page_of(stranger)
    assert browser.get(f"{LIST}{Notice.objects.get().pk}/").status_code == 404
    browser.post(f"{LIST}read/", {"newest": Notice.objects.get().pk})
    assert Notice.objects.get().read_at is None


def test_a_notice_leads_to_its_comment_and_is_read_then(reader, answer):
    response = signed_in(reader).get(f"{LIST}{Notice.objects.get().pk}/")

    assert (response.status_code, response["Location"]) == (303, answer.get_absolute_url())
    assert Notice.objects.get().read_at is not None
    assert "Nothing new" in page_of(reader)


def test_all_that_was_shown_is_marked_and_nothing_else(reader, article, answer):
    shown = Notice.objects.get()
    mine = Comment.objects.get(reader=reader)
    post(article, parent=mine)

    response = signed_in(reader).post(f"{LIST}read/", {"newest": shown.pk})

    assert response.status_code == 303
    assert [notice.read_at is None for notice in Notice.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("newest", ["", "x", "-1", "²", "9" * 40])
def test_a_forged_mark_breaks_nothing(reader, answer, newest):
    response = signed_in(reader).post(f"{LIST}read/", {"newest": newest})

    assert response.status_code == 303


def test_reading_is_no_way_to_mark(reader):
    assert signed_in(reader).get(f"{LIST}read/").status_code == 405


@pytest.mark.parametrize("state", ["hidden", "removed", "withdrawn", "spam", "rejected"])
def test_an_answer_that_is_gone_is_told_without_name_and_words(reader, answer, state):
    Comment.objects.filter(pk=answer.pk).update(state=state, state_reason="Insults")

    page = page_of(reader)

    assert "Somebody answered your comment; the answer is no longer shown" in page
    assert "Ben" not in page
    assert "Words of Ben" not in page
    response = signed_in(reader).get(f"{LIST}{Notice.objects.get().pk}/")
    assert response["Location"] == LIST


def test_a_withdrawn_story_is_not_named(reader, answer):
    headline = answer.edition.headline
    withdraw(answer.thread.article, by=None, reason="mistake")

    page = page_of(reader)

    assert headline not in page
    assert "a story that is no longer shown" in page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("pick", "The newsroom picked your comment"),
        ("decision", "A moderator decided about your comment"),
        ("appeal", "Your appeal has been decided"),
        ("report", "The comment that you reported has been looked at"),
        ("correction", "The newsroom looked into the error that you pointed out"),
    ],
)
def test_every_kind_has_its_words(reader, article, kind, words):
    comment = post(article, reader=reader)
    notify(reader, kind, comment, now=NOW, words="It was <b>rude</b>")

    page = page_of(reader)

    assert words in page
    assert "It was &lt;b&gt;rude&lt;/b&gt;" in page


def test_a_decision_leads_to_the_author_s_own_page(reader, article):
    comment = post(article, reader=reader)
    Comment.objects.filter(pk=comment.pk).update(state="removed", state_reason="Rude")
    notify(reader, "decision", comment, now=NOW)

    response = signed_in(reader).get(f"{LIST}{Notice.objects.get().pk}/")

    followed = signed_in(reader).get(response["Location"])
    assert followed.status_code == 200
    assert "Rude" in followed.content.decode()


def test_pages_hold_everything_once(reader, monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 2)
    thread = make_thread()
    for number in range(5):
        at = NOW + timedelta(minutes=number // 2)
        notify(reader, "reply", make_comment(thread), now=at)

    seen, cursor = [], None
    while True:
        page = reading.read_notices(reader.pk, before=cursor)
        seen += [notice.id for notice in page.rows]
        if (cursor := page.following) is None:
            break

    assert seen == sorted(Notice.objects.values_list("pk", flat=True), reverse=True)
    assert signed_in(reader).get(f"{LIST}?before=no").status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_however_long(
    reader, article, count, django_assert_max_num_queries
):
    mine = post(article, reader=reader)
    for _ in range(count):
        post(article, parent=mine)
    browser = signed_in(reader)
    browser.get(LIST)

    with django_assert_max_num_queries(7):
        browser.get(LIST)


def test_counting_ends_at_a_hundred(reader, monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNREAD", 2)
    thread = make_thread()
    for _ in range(5):
        notify(reader, "reply", make_comment(thread), now=NOW)

    assert reading.unread_count(reader.pk) == 3
