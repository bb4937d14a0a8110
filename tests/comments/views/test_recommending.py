"""The button on the public page: without scripts, with one, and pressed nobody knows where."""

import re

import pytest
from django.test import Client

from comments.allowances import RECOMMENDING
from comments.models import Recommendation, Thread
from comments.refusals import RecommendingRefused
from comments.views import recommending
from tests.comments.posting import post
from tests.makers import make_comment

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
BY_SCRIPT = OURS | {"Accept": "application/json"}


@pytest.fixture
def client():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def comment(article):
    return post(article)


def address(comment):
    return f"/comments/{comment.pk}/recommend/"


def text_of(response):
    return response.content.decode()


def test_a_press_is_stored_and_answered_with_a_page_that_says_so(client, comment):
    response = client.post(address(comment), headers=OURS)

    assert (response.status_code, response["Location"]) == (303, address(comment))
    assert Recommendation.objects.get().comment == comment
    page = text_of(client.get(response["Location"]))
    assert "You recommend this comment" in page
    assert f'#comment-{comment.pk}"' in page


def test_a_press_can_be_undone_from_that_page(client, comment):
    client.post(address(comment), headers=OURS)

    client.post(address(comment), {"wanted": "no"}, headers=OURS)

    assert not Recommendation.objects.exists()
    assert "Recommend this comment?" in text_of(client.get(address(comment)))


def test_a_script_is_told_the_new_state(client, comment):
    pressed = client.post(address(comment), {"wanted": "yes"}, headers=BY_SCRIPT)
    assert pressed.json() == {"recommended": True}
    known = client.get(f"/comments/recommended/{comment.thread_id}/")
    assert known.json() == {"comments": [comment.pk]}

    released = client.post(address(comment), {"wanted": "no"}, headers=BY_SCRIPT)

    assert released.json() == {"recommended": False}
    known = client.get(f"/comments/recommended/{comment.thread_id}/")
    assert known.json() == {"comments": []}


def test_another_browser_knows_nothing_of_it(client, comment):
    client.post(address(comment), headers=OURS)

    other = Client()

    assert other.get(f"/comments/recommended/{comment.thread_id}/").json() == {"comments": []}
    assert "Recommend this comment?" in text_of(other.get(address(comment)))


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}])
def test_an_unproved_press_does_nothing_until_it_is_repeated_with_a_token(client, comment, headers):
    response = client.post(address(comment), headers=headers)

    assert response.status_code == 403
    assert not Recommendation.objects.exists()
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text_of(response))
    again = client.post(address(comment), {"csrfmiddlewaretoken": token})
    assert again.status_code == 303
    assert Recommendation.objects.count() == 1


def test_ones_own_comment_is_refused_with_words(client, article, comment):
    client.post(address(comment), headers=OURS)
    browser = client.cookies["commenter"].value.partition(":")[0]
    own = post(article, browser=browser)

    page = client.post(address(own), headers=OURS)
    for_script = client.post(address(own), headers=BY_SCRIPT)

    assert page.status_code == for_script.status_code == 403
    assert "Only others can recommend it" in text_of(page)
    assert "Only others can recommend it" in for_script.json()["words"]


def test_a_closed_thread_has_no_button_and_refuses(client, comment):
    Thread.objects.update(mode="closed")

    assert "Recommendations are closed" in text_of(client.get(address(comment)))
    assert client.post(address(comment), headers=OURS).status_code == 409


def test_too_many_are_told_when_to_come_back(client, article):
    for _ in range(RECOMMENDING.at_once):
        client.post(address(post(article)), headers=OURS)

    response = client.post(address(post(article)), headers=BY_SCRIPT)

    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 6


@pytest.mark.parametrize("state", ["held", "hidden", "rejected", "withdrawn", "spam"])
def test_what_readers_do_not_see_is_not_found(client, state):
    comment = make_comment(state=state)

    assert client.get(address(comment)).status_code == 404
    assert client.post(address(comment), headers=OURS).status_code == 404


def test_a_thread_that_is_off_has_nothing_to_recommend(client, comment):
    Thread.objects.update(mode="off")

    assert client.post(address(comment), headers=OURS).status_code == 404


def test_other_methods_are_refused(client, comment):
    assert client.put(address(comment)).status_code == 405
    assert Client().post(f"/comments/recommended/{comment.thread_id}/").status_code == 405


def test_every_refusal_has_a_status():
    assert set(RecommendingRefused.__subclasses__()) == set(recommending.STATUS_OF)
