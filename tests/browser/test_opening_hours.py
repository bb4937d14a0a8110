"""Writing when comments have just closed for the night, without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment
from comments.section_rules import set_rules
from tests.makers import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "What I wanted to say all evening."


def take_comments(section, *, in_hours):
    """Let the section take comments for six hours, beginning so many hours from now."""
    since = timezone.localtime() + timedelta(hours=in_hours)
    hours = [(since + timedelta(hours=wait)).time().replace(microsecond=0) for wait in (0, 6)]
    set_rules(
        section, by=None, mode="post", close_after=14, open_from=hours[0], open_until=hours[1]
    )
    return f"{hours[0]:%H:%M}"


def test_a_comment_that_comes_too_late_is_sent_in_the_morning(page_without_javascript):
    page = page_without_javascript
    edition = make_edition(at=timezone.now())
    take_comments(edition.section, in_hours=-3)
    page.goto(edition.path)
    expect(page.locator("#comments")).to_contain_text("Comments are open daily from")
    expect(page.locator("#comments")).to_contain_text("Comments close at the end of")
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("Your comment").fill(TEXT)

    morning = take_comments(edition.section, in_hours=9)
    page.get_by_role("button", name="Send comment").click()

    expect(page.get_by_role("alert")).to_contain_text("You can write again")
    expect(page.get_by_role("alert")).to_contain_text(f"from {morning}")
    expect(page.get_by_label("Your comment")).to_have_value(TEXT)
    assert not Comment.objects.exists()
    take_comments(edition.section, in_hours=-3)
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")
