"""What a sanctioned author reads when they try to write."""

import pytest
from django.test import Client

from comments import marks
from comments.models import Comment, Reader, Sanction
from comments.sanctions import impose
from newsportal.http.page_classes import CACHE_CONTROL
from tests.comments.views.forms import open_form, send
from tests.makers import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, article):
    """A browser that has written once, without an account."""
    assert (
        send(client, open_form(client, article.pk), nickname="Anna", text="Hello").status_code
        == 303
    )
    return client


def sanction(kind="ban", **overrides):
    return impose(
        Comment.objects.get(), kind, **{"by": None, "reason": "You insulted Ben."} | overrides
    )


def test_a_banned_author_is_told_why_instead_of_being_given_a_form(author, article):
    sanction()

    page = author.get(f"/comments/new/{article.pk}/", follow=True)

    words = page.content.decode()
    assert page.redirect_chain == [(f"/comments/sanctions/?article={article.pk}", 302)]
    assert "The newsroom has ended your right to comment." in words
    assert "You insulted Ben." in words
    assert "<textarea" not in words
    assert page["Cache-Control"] == CACHE_CONTROL["personal"]


def test_a_script_that_asks_for_the_form_is_sent_to_the_reasons(author, article):
    sanction()

    answer = author.get(f"/comments/new/{article.pk}/", headers={"HX-Request": "true"})

    assert answer.status_code == 403
    assert answer["HX-Redirect"] == f"/comments/sanctions/?article={article.pk}"


def test_somebody_who_is_moderated_first_has_a_form(author, article):
    sanction("premoderate")

    assert open_form(author, article.pk).status == 200
    assert "before it is shown" in author.get("/comments/sanctions/").content.decode()


def test_a_warning_is_read_and_writing_goes_on(author, article):
    warning = sanction("warn")
    page = author.get(f"/comments/new/{article.pk}/", follow=True).content.decode()
    address = f"/comments/sanctions/{warning.pk}/read/?article={article.pk}"
    assert f'action="{address}"' in page

    answer = author.post(address)

    assert answer["Location"] == f"/comments/new/{article.pk}/"
    assert Sanction.objects.get().acknowledged_at
    assert open_form(author, article.pk).status == 200


def test_nobody_else_reads_a_warning_away(author, article):
    warning = sanction("warn")

    assert Client().post(f"/comments/sanctions/{warning.pk}/read/").status_code == 404
    assert author.get(f"/comments/sanctions/{warning.pk}/read/").status_code == 405
    assert Sanction.objects.get().acknowledged_at is None
    assert (
        author.post(f"/comments/sanctions/{warning.pk}/read/")["Location"] == "/comments/sanctions/"
    )


def test_others_see_nothing_of_it(author, article):
    sanction()

    page = Client().get(f"/comments/sanctions/?article={article.pk}").content.decode()

    assert "You insulted Ben." not in page
    assert f'href="/comments/new/{article.pk}/"' in page


@pytest.mark.parametrize("wanted", ["", "x", "0", "9" * 18, "9" * 40, "１"])
def test_an_article_that_is_not_there_is_left_out(client, wanted):
    assert client.get("/comments/sanctions/", {"article": wanted}).status_code == 200


def test_an_account_carries_its_sanctions(client, article):
    user = make_user()
    reader = Reader.objects.create(user=user, display_name="Anna")
    impose(reader, "ban", by=None, reason="You insulted Ben.")
    client.force_login(user)

    assert "You insulted Ben." in client.get("/comments/sanctions/").content.decode()
    assert marks.author_key(browser="", reader=reader) == Sanction.objects.get().author_key
