"""Every state of a comment on every surface where readers could meet it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.paging import Cursor
from articles.publishing import withdraw
from comments import reading
from comments.markup import comment_counts
from comments.models import Comment, Thread
from tests.makers import PUBLISHED_AT, make_comment, make_edition

pytestmark = pytest.mark.django_db
SECRET = "the words of the comment"
REASON = "the moderator’s reason"
VISIBLE = {"published"}
# What a published comment can become.
after_publication = pytest.mark.parametrize(
    "state", ["published", "hidden", "removed", "withdrawn", "erased", "spam"]
)
every_state = pytest.mark.parametrize("state", Comment.State.values)
# What its own address answers, by state; every other state is not found.
STATUS = {"published": 200, "removed": 410}


@pytest.fixture
def edition():
    return make_edition(headline="A headline")


def comment_of(edition, state: str, **overrides) -> Comment:
    """A comment in that state, counted as the code that leads there counts it."""
    thread, _ = Thread.objects.get_or_create(article=edition.article)
    texts = {"text": SECRET, "body_html": f"<p>{SECRET}</p>"}
    if state == "erased":
        texts = {"text": "", "body_html": ""}
    fields = {"nickname": "Anna Writer", "state": state, "state_reason": REASON}
    comment = make_comment(thread, **texts | fields | overrides)
    Thread.objects.filter(pk=thread.pk).update(
        visible_count=Comment.objects.published().filter(thread=thread).count()
    )
    return comment


def take_away(comment: Comment, state: str) -> None:
    """Another state, as the code that leads there writes it: the text of an erased one is gone."""
    if state == comment.state:
        return
    Comment.objects.filter(pk=comment.pk).update(
        state=state,
        state_reason=REASON,
        picked_at=None,
        **({"text": "", "body_html": ""} if state == "erased" else {}),
    )


def assert_shown(page: str, state: str) -> None:
    """The page shows the comment, its mark, or nothing at all, as its state demands."""
    assert (SECRET in page) == (state in VISIBLE)
    assert ("Anna Writer" in page) == (state in VISIBLE)
    assert (REASON in page) == (state == "removed")


@every_state
def test_on_the_articles_page(client, edition, state):
    comment_of(edition, state)

    page = client.get(edition.get_absolute_url()).content.decode()

    assert_shown(page, state)
    assert ("1 Comment<" in page) == (state in VISIBLE)


@every_state
def test_as_a_reply_on_the_articles_page(client, edition, state):
    head = comment_of(edition, "published", nickname="Bella", body_html="<p>Head</p>")
    comment_of(edition, state, parent=head, root=head)

    page = client.get(edition.get_absolute_url()).content.decode()

    assert_shown(page, state)
    assert "Head" in page


@every_state
def test_on_a_further_page(client, monkeypatch, edition, state):
    monkeypatch.setattr(reading, "CONVERSATIONS", 1)
    comment_of(edition, "published", nickname="Bella", body_html="<p>Head</p>")
    comment_of(edition, state)
    comment_of(edition, "published", nickname="Clara", body_html="<p>Third</p>")
    cursor = reading.read_page(edition.article_id).following
    address = reverse("article-comments", args=[edition.article_id])

    page = client.get(address, {"after": str(cursor)}).content.decode()

    assert_shown(page, state)
    assert "Head" not in page


@pytest.mark.parametrize("order", ["newest", "oldest", "best"])
@every_state
def test_on_the_threads_page_in_every_order(client, edition, state, order):
    head = comment_of(edition, "published", nickname="Bella", body_html="<p>Head</p>")
    comment_of(edition, state)
    comment_of(edition, state, parent=head, root=head)
    address = reverse("article-comments", args=[edition.article_id])

    page = client.get(address, {"order": order}).content.decode()

    assert_shown(page, state)
    assert "Head" in page


@after_publication
def test_a_pick_that_was_taken_away_later(client, edition, state):
    """What is not published is no pick any more."""
    comment_of(
        edition, "published", nickname="Bella", body_html="<p>Kept</p>", picked_at=PUBLISHED_AT
    )
    take_away(comment_of(edition, "published", picked_at=PUBLISHED_AT), state)
    address = reverse("article-comments", args=[edition.article_id])

    picks = client.get(address, {"order": "picks"}).content.decode()
    thread = client.get(address, {"order": "oldest"}).content.decode()

    is_visible = state in VISIBLE
    assert (SECRET in picks) == ("Anna Writer" in picks) == is_visible
    assert REASON not in picks
    assert thread.count("badge--pick") == picks.count("badge--pick") == 1 + is_visible
    assert_shown(thread, state)


@after_publication
def test_the_order_of_picks_is_offered_only_where_there_is_one(client, edition, state):
    comment_of(edition, "published"), comment_of(edition, "published")
    take_away(comment_of(edition, "published", picked_at=PUBLISHED_AT), state)

    page = client.get(edition.get_absolute_url()).content.decode()

    assert ("order=picks" in page) == (state in VISIBLE)


@every_state
def test_around_another_comment(client, edition, state):
    comment_of(edition, state, created_at=PUBLISHED_AT - timedelta(hours=1))
    middle = comment_of(edition, "published", nickname="Bella", body_html="<p>Middle</p>")
    comment_of(edition, state)

    assert_shown(client.get(middle.get_absolute_url()).content.decode(), state)


@every_state
def test_below_a_reply_to_a_parent_that_is_gone(client, edition, state):
    """The name of who was answered goes with the parent, on every page."""
    head = comment_of(edition, "published", nickname="Bella", body_html="<p>Head</p>")
    parent = comment_of(edition, state, parent=head, root=head)
    comment_of(
        edition, "published", parent=parent, root=head, nickname="Clara", picked_at=PUBLISHED_AT
    )
    Comment.objects.filter(nickname="Clara").update(body_html="<p>Answer</p>")
    further = reverse("article-comments", args=[edition.article_id])

    for address in (
        edition.get_absolute_url(), f"{further}?order=picks", f"{further}?order=best",
        head.get_absolute_url(),
    ):  # fmt: skip
        page = client.get(address).content.decode()
        assert ("in reply to <bdi>Anna Writer" in page) == (state in VISIBLE)
        assert "Answer" in page


@every_state
def test_in_feeds(client, edition, state):
    comment_of(edition, state)
    of_article = reverse("article-comments-feed", args=[edition.article_id])
    of_section = reverse("section-comments-feed", args=[edition.section.slug])

    for address in (of_article, of_section):
        feed = client.get(address).content.decode()
        assert (SECRET in feed) == ("Anna Writer" in feed) == (state in VISIBLE)
        assert feed.count("<entry>") == (state in VISIBLE)
        assert REASON not in feed


@every_state
def test_in_what_is_new(client, edition, state):
    """A number and nothing else; and it counts only what the reader would find."""
    seen = comment_of(edition, "published", nickname="Bella")
    comment_of(edition, state, published_at=PUBLISHED_AT + timedelta(minutes=1))
    place = Cursor(PUBLISHED_AT, seen.pk)

    response = client.get(reverse("comments-since", args=[edition.article_id, str(place)]))

    assert response.json() == {"count": int(state in VISIBLE)}


@every_state
def test_on_cards_and_in_search(client, edition, state):
    """The number on a card; and no search looks into comments."""
    comment_of(edition, state)
    section = edition.section.get_absolute_url()

    for address in ("/", section, f"{reverse('search')}?q=headline"):
        page = client.get(address).content.decode()
        assert (f'href="{edition.path}#comments"' in page) == (state in VISIBLE)
        assert SECRET not in page
    found = client.get(reverse("search"), {"q": SECRET}).content.decode()
    assert "A headline" not in found[: found.index("Latest")]


@every_state
def test_at_its_own_address(client, edition, state):
    comment = comment_of(edition, state)

    response = client.get(comment.get_absolute_url())

    assert response.status_code == STATUS.get(state, 404)
    assert_shown(response.content.decode(), state)


@every_state
def test_at_the_address_of_a_reply_to_it(client, edition, state):
    head = comment_of(edition, state)
    reply = comment_of(edition, "published", nickname="Bella", parent=head, root=head)
    Comment.objects.filter(pk=reply.pk).update(body_html="<p>Reply</p>")

    response = client.get(reply.get_absolute_url())

    assert response.status_code == 200
    assert_shown(response.content.decode(), state)


@every_state
def test_at_the_address_of_what_it_answers(client, edition, state):
    head = comment_of(edition, "published", nickname="Bella", body_html="<p>Head</p>")
    comment_of(edition, state, parent=head, root=head)

    assert_shown(client.get(head.get_absolute_url()).content.decode(), state)


@every_state
def test_in_counts(edition, state):
    comment_of(edition, state)

    assert comment_counts([edition])[edition.article_id] == (state in VISIBLE)


@every_state
def test_after_the_article_was_withdrawn(client, edition, state):
    comment = comment_of(edition, state)
    withdraw(edition.article, by=None, reason="Wrong")
    further = reverse("article-comments", args=[edition.article_id])
    feed = reverse("article-comments-feed", args=[edition.article_id])
    since = reverse("comments-since", args=[edition.article_id, "2025-11-22T17:00:00Z~1"])
    form = reverse("comment-new", args=[edition.article_id])
    section = reverse("section-comments-feed", args=[edition.section.slug])
    assert "<entry>" not in client.get(section).content.decode()

    for address in (
        edition.get_absolute_url(), comment.get_absolute_url(), further, feed, since, form
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code in {404, 410}
        assert SECRET not in response.content.decode()
        assert "Anna Writer" not in response.content.decode()


@every_state
def test_while_comments_are_switched_off(client, edition, state):
    comment = comment_of(edition, state)
    Thread.objects.update(mode="off")
    further = reverse("article-comments", args=[edition.article_id])
    section = reverse("section-comments-feed", args=[edition.section.slug])

    page = client.get(edition.get_absolute_url()).content.decode()

    assert SECRET not in page
    assert 'id="comments"' not in page
    assert "/comments/on/" not in page
    assert client.get(f"{further}feed.xml").status_code == 404
    assert client.get(f"{further}since/2025-11-22T17:00:00Z~1/").status_code == 404
    assert SECRET not in client.get(section).content.decode()
    assert client.get(comment.get_absolute_url()).status_code == 404
    assert client.get(further).status_code == 404
    assert comment_counts([edition])[edition.article_id] == 0


@pytest.mark.parametrize("is_known", [True, False])
def test_a_time_is_told_only_where_it_is_known(client, edition, is_known):
    comment_of(edition, "published", time_is_known=is_known)

    page = client.get(edition.get_absolute_url()).content.decode()
    thread = page[page.index('id="comments"') : page.index("</section>")]

    assert ("<time " in thread) == is_known
