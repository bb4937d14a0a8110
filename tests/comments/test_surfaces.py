"""Every state of a comment on every surface where readers could meet it."""

import pytest
from django.urls import reverse

from articles.publishing import withdraw
from comments import reading
from comments.markup import comment_counts
from comments.models import Comment, Thread
from tests.makers import make_comment, make_edition

pytestmark = pytest.mark.django_db
SECRET = "the words of the comment"
REASON = "the moderator’s reason"
VISIBLE = {"published"}
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
    form = reverse("comment-new", args=[edition.article_id])

    for address in (edition.get_absolute_url(), comment.get_absolute_url(), further, form):
        response = client.get(address)
        assert response.status_code in {404, 410}
        assert SECRET not in response.content.decode()
        assert "Anna Writer" not in response.content.decode()


@every_state
def test_while_comments_are_switched_off(client, edition, state):
    comment = comment_of(edition, state)
    Thread.objects.update(mode="off")
    further = reverse("article-comments", args=[edition.article_id])

    page = client.get(edition.get_absolute_url()).content.decode()

    assert SECRET not in page
    assert 'id="comments"' not in page
    assert client.get(comment.get_absolute_url()).status_code == 404
    assert client.get(further).status_code == 404
    assert comment_counts([edition])[edition.article_id] == 0


@pytest.mark.parametrize("is_known", [True, False])
def test_a_time_is_told_only_where_it_is_known(client, edition, is_known):
    comment_of(edition, "published", time_is_known=is_known)

    page = client.get(edition.get_absolute_url()).content.decode()
    thread = page[page.index('id="comments"') : page.index("</section>")]

    assert ("<time " in thread) == is_known
