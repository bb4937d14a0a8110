"""The public pages of comments."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from lxml import html

from articles.publishing import update
from comments import moderation, reading
from comments.models import Comment
from comments.rendering import render_text
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.posting import post
from tests.makers import make_comment, make_thread, make_user

pytestmark = pytest.mark.django_db


def test_a_comment_stands_between_what_it_answers_and_its_answers(client, article):
    head = post(article, nickname="Anna")
    comment = post(article, parent=head, nickname="Bella")
    answer = post(article, parent=comment, nickname="Clara")
    post(article, nickname="Dora")

    response = client.get(comment.get_absolute_url())

    page = response.content.decode()
    places = [page.index(f'id="comment-{one.pk}"') for one in (head, comment, answer)]
    assert places == sorted(places)
    assert "Dora" in page[page.index("What others wrote next") :]
    edition = article.editions.get()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{edition.path}">' in page


def test_it_is_public_and_the_same_for_everybody(client, article):
    comment = post(article)
    before = client.get(comment.get_absolute_url())
    client.force_login(make_user(is_staff=True, is_superuser=True))

    after = client.get(comment.get_absolute_url(), {"utm_source": "x"})

    assert before["Cache-Control"] == CACHE_CONTROL["public"]
    assert before.content == after.content
    assert not before.cookies
    assert not after.cookies


def test_a_removed_comment_is_gone_with_its_reason_and_keeps_its_answers(client, article):
    comment = post(article, nickname="Anna")
    post(article, parent=comment, nickname="Bella")
    moderation.remove(comment, by=None, reason="Insults of a third person")

    response = client.get(comment.get_absolute_url())

    page = response.content.decode()
    assert response.status_code == 410
    assert "A moderator removed this comment: Insults of a third person" in page
    assert "Anna" not in page
    assert "Bella" in page


def test_a_long_conversation_goes_on(client, article, monkeypatch):
    monkeypatch.setattr(reading, "REPLIES", 2)
    head = post(article)
    replies = [post(article, parent=head) for _ in range(3)]
    _, cursor = reading.read_replies(head.pk, is_head=True)

    first = client.get(head.get_absolute_url()).content.decode()
    second = client.get(head.get_absolute_url(), {"after": str(cursor)}).content.decode()

    assert f"?after={cursor}" in first
    assert [f'id="comment-{one.pk}"' in first for one in replies] == [True, True, False]
    assert [f'id="comment-{one.pk}"' in second for one in replies] == [False, False, True]


def test_a_conversation_cut_on_the_articles_page_says_where_it_goes_on(client, article):
    head = post(article, nickname="Anna")
    for _ in range(11):
        post(article, parent=head)

    page = client.get(article.editions.get().path).content.decode()

    address = f"{head.get_absolute_url()}#comment-{head.pk}"
    assert f'<a href="{address}" aria-label="More replies to Anna">More replies</a>' in page


def test_a_story_with_five_hundred_comments_is_still_a_small_page(client, article):
    """Every conversation is as long as the page shows any, and says as much as a reader usually does."""
    thread = make_thread(article=article)
    body = render_text(f"{'The towns below heard of it a day later. ' * 3}\n\nI was there.")
    for _ in range(125):
        head = make_comment(thread, nickname="A reader of many words", body_html=body)
        answer = {"parent": head, "root": head, "nickname": "Somebody else", "body_html": body}
        (
            make_comment(thread, **answer),
            make_comment(thread, **answer),
            make_comment(thread, **answer),
        )

    page = client.get(article.editions.get().path).content

    assert page.count(b'<article class="comment"') == 40
    assert len(page) < 45_000


def test_pages_follow_the_article_to_its_new_edition(client, article):
    comment = post(article)
    article.refresh_from_db()
    article.headline = "A corrected headline"
    article.save()
    update(article, by=None)

    assert "A corrected headline" in client.get(comment.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "after", ["", "x", "2025-11-22T18:00:00Z", "2025-11-22T18:00:00Z~x", "9999-99-99~1", "~", "\0"]
)
def test_a_broken_cursor_is_the_address_of_nothing(client, article, after):
    comment = post(article)

    for address in (comment.get_absolute_url(), f"/comments/on/{article.pk}/"):
        assert client.get(address, {"after": after}).status_code == 404


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_what_does_not_exist_is_not_found(client, db, number):
    assert client.get(f"/comments/{number}/").status_code == 404
    assert client.get(f"/comments/on/{number}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(client, article, method):
    for address in (post(article).get_absolute_url(), f"/comments/on/{article.pk}/"):
        assert getattr(client, method)(address).status_code == 405


def test_the_first_page_stands_at_the_plain_address(client, article):
    comment = post(article)

    page = client.get(f"/comments/on/{article.pk}/").content.decode()

    assert f'id="comment-{comment.pk}"' in page


def queries_of(client, *addresses: str) -> list[int]:
    counts = []
    for address in addresses:
        client.get(address)  # What the whole site shares is read once in each of its versions.
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    return counts


def test_queries_do_not_grow_with_the_thread(client, article):
    head = post(article)
    addresses = (head.get_absolute_url(), f"/comments/on/{article.pk}/")
    with_one = queries_of(client, *addresses)
    for _ in range(5):
        post(article, parent=post(article, parent=head))

    assert queries_of(client, *addresses) == with_one
    assert max(with_one) <= 8


def test_an_edited_comment_says_since_when_it_has_its_words(client, article):
    comment = post(article)
    Comment.objects.filter(pk=comment.pk).update(
        edited_at=comment.created_at + timedelta(minutes=4)
    )

    page = html.fromstring(client.get(comment.get_absolute_url()).content)

    (header,) = page.cssselect(f"#comment-{comment.pk} header")
    edited = timezone.localtime(comment.created_at + timedelta(minutes=4))
    shown = str(header.xpath("normalize-space()"))
    assert f"edited {date_format(edited, 'TIME_FORMAT')}" in shown
