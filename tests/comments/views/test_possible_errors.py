"""The box on the form: "I think something in the story is wrong"."""

from uuid import uuid4

import pytest
from django.test import Client

from comments.models import Comment, ErrorReport

pytestmark = pytest.mark.django_db


def send(client, article, **fields):
    typed = {"nickname": "Anna", "text": "It was 1987.", "website": "", "submission_id": uuid4()}
    return client.post(f"/comments/new/{article.pk}/", typed | fields)


def test_the_box_is_there_and_not_ticked(client, article):
    page = client.get(f"/comments/new/{article.pk}/").content.decode()

    assert "I think something in the story is wrong" in page
    assert "checked" not in page


def test_a_ticked_box_tells_the_desk_of_the_comment(client, article):
    assert send(client, article, possible_error="on").status_code == 303

    comment = Comment.objects.get()
    assert ErrorReport.objects.get().comment == comment
    assert comment.state == "published"


def test_an_empty_box_tells_nobody(client, article):
    send(client, article)

    assert not ErrorReport.objects.exists()


def test_a_form_that_comes_back_keeps_the_tick(client, article):
    answer = send(client, article, possible_error="on", text="")

    assert answer.status_code == 422
    assert "checked" in answer.content.decode()


def test_sending_twice_tells_once(client, article):
    submission = uuid4()
    for _ in range(2):
        send(client, article, possible_error="on", submission_id=submission)

    assert ErrorReport.objects.count() == 1


def test_readers_are_not_told(client, article):
    send(client, article, possible_error="on")

    path = article.editions.get().path
    assert "wrong" not in Client().get(path).content.decode()
