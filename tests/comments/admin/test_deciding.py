"""Deciding on the page of a comment, and giving the reason."""

import pytest
from django.test import Client

from comments import moderation
from comments.models import ModerationEvent
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.conftest import stored
from tests.comments.posting import post
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def decide(client, name: str, *comments, **typed):
    named = [f"{one.pk}:{one.revision_number}" for one in comments]
    return client.post(f"/admin/comments/comment/decide/{name}/", {"comment": named, **typed})


def test_a_button_decides_and_goes_back_to_the_comment(desk, article):
    comment = post(article)

    response = decide(desk, "hide", comment)

    assert response["Location"] == f"/admin/comments/comment/{comment.pk}/change/"
    assert response["Cache-Control"] == CACHE_CONTROL["personal"]
    assert stored(comment).state == "hidden"


def test_a_button_that_needs_a_reason_asks_for_it(desk, article):
    comment = post(article)

    response = decide(desk, "remove", comment)

    assert response.status_code == 200
    assert '<textarea name="reason"' in response.content.decode()
    assert stored(comment).state == "published"


def test_several_are_removed_for_one_reason(desk, moderator, article):
    comments = [post(article) for _ in range(3)]

    response = decide(desk, "remove", *comments, reason="Insults of a third person")

    assert response["Location"] == "/admin/comments/comment/"
    assert {stored(one).state_reason for one in comments} == {"Insults of a third person"}
    assert ModerationEvent.objects.filter(actor=moderator, to_state="removed").count() == 3


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_a_reason_that_is_missing_or_too_long_is_asked_for_again(desk, article, reason):
    comment = post(article)

    response = decide(desk, "remove", comment, reason=reason)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Write a reason of at most 300 characters." in page
    assert f">{reason}</textarea>" in page
    assert stored(comment).state == "published"


def test_a_stale_decision_shows_what_is_true_and_keeps_the_reason(desk, article):
    seen = post(article)
    moderation.hide(stored(seen), by=None)

    response = decide(desk, "remove", seen, reason="Insults")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else has decided" in page
    assert "Hidden until a moderator decides" in page
    assert ">Insults</textarea>" in page
    assert f'value="{seen.pk}:2"' in page
    assert decide(desk, "remove", stored(seen), reason="Insults").status_code == 302
    assert stored(seen).state == "removed"


def test_one_stale_decision_of_two_stops_only_itself(desk, article):
    stale, fresh = post(article), post(article)
    moderation.hide(stored(stale), by=None)

    response = decide(desk, "mark_spam", stale, fresh)

    page = desk.get(response["Location"]).content.decode()
    assert "Mark as spam: 1 comment." in page
    assert "Somebody else has decided" in page
    assert (stored(stale).state, stored(fresh).state) == ("hidden", "spam")


@pytest.mark.parametrize(
    "named", [[], ["x"], ["1"], ["1:x"], ["999999:1"], ["-1:1"], [f"{10**30}:1"]]
)
def test_what_names_no_comment_is_not_found(desk, article, named):
    address = "/admin/comments/comment/decide/hide/"

    assert desk.post(address, {"comment": named}).status_code == 404


def test_an_unknown_decision_is_not_found(desk, article):
    assert decide(desk, "promote", post(article)).status_code == 404


def test_a_decision_is_never_made_by_reading(desk):
    assert desk.get("/admin/comments/comment/decide/hide/").status_code == 405


@pytest.mark.parametrize("who", ["stranger", "staff", "reporter"])
def test_nobody_else_decides(client, article, outsider, who):
    if who != "stranger":
        client.force_login(outsider if who == "reporter" else make_user(is_staff=True))
    comment = post(article)

    response = decide(client, "hide", comment)

    assert response.status_code == (302 if who == "stranger" else 403)
    assert stored(comment).state == "published"


def test_a_decision_needs_a_token(moderator, article):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(moderator)

    assert decide(browser, "hide", post(article)).status_code == 403
