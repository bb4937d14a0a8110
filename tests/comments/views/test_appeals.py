"""An author reads why, appeals in writing, and finds the answer; nobody else finds anything."""

import pytest
from django.test import Client

from comments.appealing import decide_appeal
from comments.models import Appeal, Comment, StatementOfReasons
from comments.moderation import decide
from comments.sanctions import impose
from comments.statements import Ground
from newsportal.accounts.roles import Role
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.statements import WHY
from tests.comments.views.forms import open_form, send
from tests.makers import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(client, article, moderator):
    """Where the author of a removed comment, the client, reads why."""
    form = open_form(client, article.pk)
    assert send(client, form, nickname="Anna", text="Ben is a fool.").status_code == 303
    ground = Ground(rule="insult")
    decide(Comment.objects.get(), "remove", by=moderator, reason="You called names.", ground=ground)
    return f"/comments/statements/{StatementOfReasons.objects.get().pk}/"


def test_the_page_has_all_that_an_author_is_owed(client, address):
    page = client.get(address)

    words = page.content.decode()
    assert page["Cache-Control"] == CACHE_CONTROL["personal"]
    for part in (
        "Your comment was removed",
        "You called names.",
        "A rule of this site: It insults or bullies somebody",
        "This comment",
        "For good",
        "A moderator saw it; nobody had reported it.",
        "another moderator then looks at it",
    ):
        assert part in words


def test_nobody_else_finds_it(address, client):
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"text": WHY}).status_code == 404
    assert client.get("/comments/statements/999999/").status_code == 404
    assert not Appeal.objects.exists()


def test_an_appeal_is_made_and_answered(client, address):
    answer = client.post(address, {"text": WHY})

    assert (answer.status_code, answer["Location"]) == (303, address)
    words = client.get(address).content.decode()
    assert WHY in words
    assert "Another moderator looks at it" in words
    assert "<textarea" not in words
    decide_appeal(
        Appeal.objects.get(), is_upheld=True, by=make_staff(Role.MODERATOR), words="You are right."
    )
    assert "You are right." in client.get(address).content.decode()
    assert Comment.objects.get().state == "published"


@pytest.mark.parametrize("text", ["Why?", "", "word " * 700])
def test_what_can_not_be_taken_comes_back(client, address, text):
    answer = client.post(address, {"text": text})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert text in page
    assert not Appeal.objects.exists()


def test_an_appeal_sent_twice_is_made_once(client, address):
    client.post(address, {"text": WHY})

    answer = client.post(address, {"text": f"{WHY} Again."})

    assert answer.status_code == 422
    assert Appeal.objects.get().text == WHY


def test_a_sanctions_reasons_lead_to_the_appeal(client, address):
    ban = impose(Comment.objects.get(), "ban", by=None, reason="Again and again.")

    page = client.get("/comments/sanctions/").content.decode()

    own = f"/comments/statements/{ban.statement.pk}/"
    assert f'href="{own}"' in page
    assert "Again and again." in client.get(own).content.decode()
    assert Client().get(own).status_code == 404


def test_an_authors_own_page_says_why_and_leads_to_the_appeal(client, address):
    page = client.get(f"/comments/own/{Comment.objects.get().pk}/").content.decode()

    assert "You called names." in page
    assert f'href="{address}"' in page
