"""The button of editors' picks on a comment's page, and the reports above it."""

import pytest
from django.urls import reverse

from tests.comments.conftest import stored
from tests.comments.models.test_reports import make_report
from tests.comments.posting import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(article):
    return post(article)


def page_of(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def press(client, comment, wanted):
    address = reverse("admin:comments_comment_pick", args=[comment.pk])
    return client.post(address, {"wanted": wanted}, follow=True).content.decode()


def test_a_moderator_picks_and_takes_it_back(client, moderator, comment):
    client.force_login(moderator)
    assert "Make it an editors’ pick" in client.get(page_of(comment)).content.decode()

    answer = press(client, comment, "yes")
    assert stored(comment).picked_at
    assert "It is an editors’ pick now" in answer
    assert "Take the editors’ pick back" in answer

    press(client, comment, "no")
    assert stored(comment).picked_at is None


def test_what_readers_do_not_see_is_refused_with_words(client, moderator, comment):
    type(comment).objects.update(state="hidden")
    client.force_login(moderator)

    assert "“Pick” is not possible" in press(client, comment, "yes")
    assert "editors’ pick</button>" not in client.get(page_of(comment)).content.decode()


def test_a_comment_that_is_not_there_is_not_found(client, moderator, comment):
    client.force_login(moderator)
    address = reverse("admin:comments_comment_pick", args=[comment.pk + 1])

    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405


def test_who_has_nothing_to_do_with_comments_picks_nothing(client, outsider, comment):
    client.force_login(outsider)

    assert client.post(reverse("admin:comments_comment_pick", args=[comment.pk])).status_code == 403
    assert stored(comment).picked_at is None


def test_a_comments_page_shows_its_reports(client, moderator, comment):
    make_report(comment, text="The <b>last</b> line.")
    make_report(comment, lane="illegal", rule="", law="§ 130 StGB")
    client.force_login(moderator)

    page = client.get(page_of(comment)).content.decode()

    assert "It insults or bullies somebody" in page
    assert "The &lt;b&gt;last&lt;/b&gt; line." in page
    assert "Illegal content: § 130 StGB" in page
