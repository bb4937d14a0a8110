"""Recommending in a real browser: in place where scripts run, and on a page of its own without."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from comments.importing import import_comments
from comments.models import Comment, Recommendation
from tests.browser.accessibility import assert_no_axe_violations
from tests.comments.conftest import NOW
from tests.makers import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
TWO = [("Anna", "The first comment."), ("Ben", "The second comment.")]


@pytest.fixture
def edition(live_server) -> Edition:
    """A story with two comments, one of which four readers recommend."""
    published: Edition = make_edition(headline="President pardons 31")
    import_comments(published.article, published, TWO, NOW)
    Comment.objects.filter(nickname="Anna").update(recommended=4)
    return published


def recommend_button(page: Page, name: str):
    return page.get_by_role("button", name=f"Recommend {name}")


def test_a_comment_is_recommended_in_place_and_known_at_the_next_visit(page, edition):
    page.goto(edition.path)
    button = recommend_button(page, "Anna")
    expect(button).to_have_attribute("aria-pressed", "false")

    with page.expect_response("**/recommend/"):
        button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("5")
    assert page.url.endswith(edition.path)
    assert_no_axe_violations(page, within="#comments")
    assert Recommendation.objects.get().comment.nickname == "Anna"
    page.reload()
    expect(recommend_button(page, "Anna")).to_have_attribute("aria-pressed", "true")
    expect(recommend_button(page, "Ben")).to_have_attribute("aria-pressed", "false")
    with page.expect_response("**/recommend/"):
        recommend_button(page, "Anna").click()
    expect(recommend_button(page, "Anna")).to_have_attribute("aria-pressed", "false")
    assert not Recommendation.objects.exists()


def test_a_comment_is_recommended_and_taken_back_without_javascript(
    page_without_javascript, edition
):
    page = page_without_javascript
    page.goto(edition.path)

    recommend_button(page, "Ben").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("You recommend this comment")
    assert Recommendation.objects.get().comment.nickname == "Ben"
    page.reload()
    expect(heading).to_have_text("You recommend this comment")
    page.get_by_role("button", name="Take it back").click()
    expect(heading).to_have_text("Recommend this comment?")
    assert not Recommendation.objects.exists()
    page.get_by_role("button", name="Recommend", exact=True).click()
    expect(heading).to_have_text("You recommend this comment")
    page.get_by_role("link", name="Back to the story").click()

    expect(page.locator("#comments-heading")).to_have_text("2 Comments")
    assert Recommendation.objects.get().comment.nickname == "Ben"
