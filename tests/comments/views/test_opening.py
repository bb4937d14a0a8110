"""Days and daily hours on every page where readers meet them."""

from datetime import datetime, time

import pytest
import time_machine
from django.test import Client

from articles.publishing import update, withdraw
from comments.models import Comment, DiscussionRules, Recommendation, Thread
from comments.opening_words import CLOSED
from tests.comments.posting import post
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_section

pytestmark = pytest.mark.django_db
TYPED = {"nickname": "Anna", "text": "A text that took an hour"}
BY_DAY = {"open_from": time(7), "open_until": time(23)}
HOURS = "Comments are open daily from 07:00 to 23:00 (UTC)."
# The story was published on 22 November 2025, so one day later is the 23rd.
LAST_SECOND, OVER = "2025-11-23 23:59:59+00:00", "2025-11-24 00:00:00+00:00"
BY_NIGHT, MORNING = "2025-11-23 02:00:00+00:00", "2025-11-23 07:00:00+00:00"


def on(moment: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(moment), tick=False)


@pytest.fixture
def client():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def rules(article):
    return DiscussionRules.objects.create(section=article.section)


def say(rules, **fields):
    DiscussionRules.objects.filter(pk=rules.pk).update(**fields)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("has_thread", [False, True])
def test_every_page_of_a_story_closes_at_midnight_with_no_write(client, article, rules, has_thread):
    say(rules, close_after=1)
    addresses = [article.editions.get().path, f"/comments/on/{article.pk}/"]
    if has_thread:
        addresses.append(post(article).get_absolute_url())
    with on(LAST_SECOND):
        before = [client.get(address) for address in addresses]
    with on(OVER):
        tags = [answer["ETag"] for answer in before]
        after = [
            client.get(address, headers={"If-None-Match": tag})
            for address, tag in zip(addresses, tags, strict=True)
        ]

    ends = "Comments close at the end of 23 November 2025."
    for answer in before[:2]:
        assert ends in text_of(answer)
        assert "Write a comment" in text_of(answer)
    assert [answer.status_code for answer in after] == [200] * len(addresses)
    for answer in after:
        assert "/comments/new/" not in text_of(answer)
        assert ends not in text_of(answer)
    assert all(CLOSED in text_of(answer) for answer in after[:2])


def test_what_is_closed_by_its_age_refuses_and_keeps_what_was_typed(client, article, rules):
    say(rules, close_after=1)
    with on(LAST_SECOND):
        form = open_form(client, article.pk)
    with on(OVER):
        refused = FormPage(send(client, form, **TYPED))
        opened = client.get(f"/comments/new/{article.pk}/")

    assert (refused.status, refused.values["text"]) == (409, TYPED["text"])
    assert CLOSED in refused.error
    assert opened.status_code == 403
    assert CLOSED in text_of(opened)
    assert not Comment.objects.exists()
    assert not Thread.objects.filter(visible_count__gt=0).exists()


def test_public_pages_say_the_hours_and_are_the_same_by_day_and_night(client, article, rules):
    say(rules, **BY_DAY)
    post(article, now=datetime.fromisoformat(MORNING))
    answers = []
    for moment in (BY_NIGHT, MORNING):
        with on(moment):
            answers.append(client.get(article.editions.get().path))

    assert answers[0].content == answers[1].content
    assert answers[0]["ETag"] == answers[1]["ETag"]
    assert HOURS in text_of(answers[0])
    assert "Write a comment" in text_of(answers[0])


def test_outside_of_the_hours_the_form_says_from_when(client, article, rules):
    say(rules, **BY_DAY)
    address = f"/comments/new/{article.pk}/"
    with on(BY_NIGHT):
        page = client.get(address)
        for_script = client.get(address, headers={"HX-Request": "true"})

    assert page.status_code == for_script.status_code == 403
    assert f"{HOURS} You can write again today from 07:00." in text_of(page)
    assert "<textarea" not in text_of(page)
    assert for_script["HX-Redirect"] == address


def test_what_was_typed_too_late_in_the_evening_is_sent_in_the_morning(client, article, rules):
    say(rules, **BY_DAY)
    with on("2025-11-22 22:59:00+00:00"):
        form = open_form(client, article.pk)
    with on(BY_NIGHT):
        kept = FormPage(send(client, form, **TYPED))

    assert kept.status == 409
    assert "You can write again today from 07:00." in kept.error
    assert {name: kept.values[name] for name in TYPED} == TYPED
    assert not Comment.objects.exists()
    with on(MORNING):
        assert send(client, kept).status_code == 303
    assert Comment.objects.get().text == TYPED["text"]


def test_a_preview_outside_of_the_hours_keeps_the_text(client, article, rules):
    say(rules, **BY_DAY)
    with on(MORNING):
        form = open_form(client, article.pk)
    with on(BY_NIGHT):
        page = FormPage(send(client, form, **TYPED, preview="1"))

    assert (page.status, page.values["text"]) == (200, TYPED["text"])


def test_hours_are_for_writing_and_the_end_of_days_for_recommending_too(client, article, rules):
    say(rules, close_after=1, **BY_DAY)
    comment = post(article, now=datetime.fromisoformat(MORNING))
    address = f"/comments/{comment.pk}/recommend/"
    ours = {"Sec-Fetch-Site": "same-origin"}

    with on(BY_NIGHT):
        assert client.post(address, headers=ours).status_code == 303
    with on(OVER):
        assert client.post(address, {"wanted": "no"}, headers=ours).status_code == 409
        assert "Recommendations are closed" in text_of(Client().get(address))
        assert client.get(f"/comments/{comment.pk}/report/").status_code == 200
        feed = text_of(client.get(f"/comments/on/{article.pk}/feed.xml"))
    assert comment.text in feed
    assert Recommendation.objects.count() == 1


def test_a_section_without_comments_has_none_on_what_nobody_commented_on(client, article, rules):
    with on(MORNING):
        form = open_form(client, article.pk)
    say(rules, mode="off")
    with on(MORNING):
        page = client.get(article.editions.get().path)
        kept = send(client, form, **TYPED)

        assert 'id="comments"' not in text_of(page)
        assert client.get(f"/comments/on/{article.pk}/").status_code == 404
        assert client.get(f"/comments/new/{article.pk}/").status_code == 404
        assert kept.status_code == 404
    assert FormPage(kept).values["text"] == TYPED["text"]
    assert not Comment.objects.exists()


def test_a_discussion_that_has_begun_keeps_its_mode(client, article, rules):
    post(article)
    say(rules, mode="off")

    with on(MORNING):
        assert post(article).state == "published"
        assert "2 Comments" in text_of(client.get(article.editions.get().path))


@pytest.mark.parametrize("mode", ["pre", "closed"])
def test_the_first_comment_meets_the_mode_of_the_section(client, article, rules, mode):
    say(rules, mode=mode)

    with on(MORNING):
        page = text_of(client.get(f"/comments/new/{article.pk}/"))

    if mode == "closed":
        assert CLOSED in page
        return
    assert "A moderator reads every comment on this story" in page
    assert post(article).state == "held"


def test_a_story_follows_the_section_in_which_readers_see_it(client, article, rules):
    say(rules, close_after=1)
    moved = make_section(slug="moved")
    DiscussionRules.objects.create(section=moved, close_after=9)
    article.refresh_from_db()
    article.section = moved
    article.save()

    with on(OVER):
        assert CLOSED in text_of(client.get(f"/comments/on/{article.pk}/"))
        # A later edition reopens what its section leaves open: the days still count from the first.
        update(article, by=None)
        page = text_of(client.get(f"/comments/on/{article.pk}/"))
    assert "Comments close at the end of 1 December 2025." in page


def test_a_correction_does_not_reopen(client, article, rules):
    say(rules, close_after=1)
    article.refresh_from_db()

    with on(OVER):
        update(article, by=None, kind="correction", note="It was 31.")
        assert CLOSED in text_of(client.get(f"/comments/on/{article.pk}/"))


def test_what_is_withdrawn_is_gone_and_not_closed(client, article, rules):
    say(rules, close_after=1)
    with on(MORNING):
        form = open_form(client, article.pk)
        withdraw(article, by=None, reason="It was wrong.")
        kept = send(client, form, **TYPED)

    assert kept.status_code == 404
    assert FormPage(kept).values["text"] == TYPED["text"]
    assert not Thread.objects.exists()
