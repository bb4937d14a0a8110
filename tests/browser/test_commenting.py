"""Commenting in a real browser: with scripts in place, and without any."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from comments import moderation
from comments.importing import import_comments
from comments.models import Comment, Thread
from tests.browser.accessibility import assert_no_axe_violations
from tests.comments.conftest import NOW
from tests.makers import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
SEVEN = [(f"Reader {number}", f"The comment number {number}.") for number in range(1, 8)]


@pytest.fixture
def edition(live_server) -> Edition:
    """A story with seven comments."""
    published: Edition = make_edition(headline="President pardons 31")
    import_comments(published.article, published, SEVEN, NOW)
    return published


def write(page: Page, text: str, *, name: str = "Anna") -> None:
    """Fill in the form that is open, and send it."""
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your comment").fill(text)
    page.get_by_role("button", name="Send").click()


def heading(page: Page, words: str) -> None:
    expect(page.locator("#comments-heading")).to_have_text(words)


def test_an_eighth_comment_without_javascript(page_without_javascript, edition):
    page = page_without_javascript
    page.goto(edition.path)
    heading(page, "7 Comments")

    page.get_by_role("link", name="Write a comment").click()
    expect(page).to_have_url(f"/comments/new/{edition.article_id}/")
    write(page, "The eighth.\n\nSee https://example.org/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")
    page.get_by_role("link", name="See it under the story").click()

    heading(page, "8 Comments")
    mine = page.locator("article.comment").last
    expect(mine).to_contain_text("Anna")
    expect(mine.get_by_role("link", name="https://example.org/")).to_have_attribute(
        "rel", "nofollow ugc noopener"
    )
    assert page.url.endswith(f"{edition.path}#{mine.get_attribute('id')}")


def test_an_eighth_comment_in_place(page, edition):
    page.goto(edition.path)
    heading(page, "7 Comments")

    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_label("Your name")).to_be_focused()
    assert page.url.endswith(edition.path)
    write(page, "The eighth.")
    page.get_by_role("link", name="See it under the story").click()

    heading(page, "8 Comments")
    expect(page.locator("article.comment").last).to_contain_text("The eighth.")


def test_a_reply_in_place_stands_below_what_it_answers(page, edition):
    first = Comment.objects.earliest("pk")
    page.goto(edition.path)

    page.get_by_role("link", name="Reply to Reader 1").click()
    page.get_by_role("link", name="Reply to Reader 2").click()
    expect(page.locator("form.comment-form")).to_have_count(2)
    assert_no_axe_violations(page, within="#comments")
    form = page.locator("form.comment-form").first
    form.get_by_label("Your name").fill("Anna")
    form.get_by_label("Your comment").fill("An answer.")
    form.get_by_role("button", name="Send reply").click()
    page.get_by_role("link", name="See it under the story").click()

    heading(page, "8 Comments")
    reply = page.locator(f"li:has(> #comment-{first.pk}) .comment__replies .comment")
    expect(reply).to_contain_text("in reply to Reader 1")


def test_forms_are_fetched_one_after_the_other(page, edition):
    """Two first answers at once would each set a token, and the second void the form of the first."""
    seen = []
    page.on("request", lambda asked: seen.extend(["asked"] * ("reply_to" in asked.url)))
    page.on("response", lambda answer: seen.extend(["answered"] * ("reply_to" in answer.url)))
    page.goto(edition.path)

    page.evaluate("document.querySelectorAll('a[href*=reply_to]').forEach(a => a.click())")

    expect(page.locator("form.comment-form")).to_have_count(7)
    assert seen == ["asked", "answered"] * 7


def test_a_mistake_is_said_where_it_is_and_nothing_typed_is_lost(page, edition):
    page.goto(edition.path)
    page.get_by_role("link", name="Write a comment").click()

    write(page, "A long thought.", name="...")

    expect(page.get_by_text("A name needs a letter")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("A long thought.")
    expect(page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
    assert_no_axe_violations(page)
    write(page, "A long thought.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")


def test_sent_twice_in_a_hurry_it_is_one_comment(page_without_javascript, edition):
    page = page_without_javascript
    page.goto(f"/comments/new/{edition.article_id}/")
    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("Your comment").fill("The eighth.")

    page.get_by_role("button", name="Send comment").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")
    page.reload()
    page.goto(edition.path)

    heading(page, "8 Comments")


def test_a_held_comment_is_seen_by_its_author_and_by_readers_after_approval(
    page, new_page, edition
):
    Thread.objects.update(mode="pre")
    page.goto(f"/comments/new/{edition.article_id}/")

    write(page, "The eighth.")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment waits for a moderator")
    expect(page.locator("article.comment")).to_contain_text("The eighth.")
    assert_no_axe_violations(page)
    reader = new_page()
    reader.goto(edition.path)
    heading(reader, "7 Comments")
    moderation.approve(Comment.objects.get(state="held"), by=None)
    reader.goto(edition.path)
    heading(reader, "8 Comments")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")


def test_a_thread_that_closed_meanwhile_takes_the_reader_to_the_word_for_it(page, edition):
    page.goto(edition.path)
    Thread.objects.update(mode="closed")

    page.get_by_role("link", name="Write a comment").click()

    expect(page.get_by_text("Comments on this story are closed.")).to_be_visible()
    expect(page).to_have_url(f"/comments/new/{edition.article_id}/")


def test_a_removed_comment_leaves_its_mark(page, edition):
    comment = Comment.objects.earliest("pk")
    moderation.remove(comment, by=None, reason="Insults of a third person")

    page.goto(edition.path)
    heading(page, "6 Comments")
    expect(page.locator(f"#comment-{comment.pk}")).to_contain_text("Insults of a third person")
    assert page.goto(comment.get_absolute_url()).status == 410
    assert_no_axe_violations(page)
