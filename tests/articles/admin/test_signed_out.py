"""Text that arrives without a session is kept for whoever typed it, and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article, OpenForm
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, form_at, typed_in
from tests.articles.admin.unsaved import ADD, KEEP, offers_in, press_offer
from tests.makers import PASSWORD, make_article, make_staff


@pytest.fixture
def article(editor) -> Article:
    article = make_article(headline="First text", body="<p>One.</p><p>Two.</p>")
    record_revision(article, by=editor)
    return article


def sign_in(client, email):
    return client.post("/account/login/", {"login": email, "password": PASSWORD})


def test_a_save_after_the_session_has_expired_is_kept_and_offered_after_signing_in(article):
    editor = make_staff(Role.CHIEF_EDITOR, email="anna@example.org")
    client = client_of(editor)
    data = form_at(client, address_of(article)) | {"headline": "My text", "_continue": ""}
    client.logout()

    answer = client.post(address_of(article), data, follow=True)

    assert "What you typed is kept: sign in" in answer.content.decode()
    assert "My text" not in answer.content.decode()
    assert OpenForm.objects.get().user == editor
    sign_in(client, "anna@example.org")
    form = typed_in(press_offer(client, address_of(article), "_restore"))
    assert form["headline"] == ["My text"]


def test_a_new_article_is_kept_after_the_session_has_expired(desk, editor):
    data = form_at(desk, ADD) | {"headline": "My text"}
    desk.logout()

    desk.post(ADD, data)

    assert OpenForm.objects.get().text["headline"] == ["My text"]


def test_a_form_from_before_signing_in_again_is_kept(article):
    editor = make_staff(Role.CHIEF_EDITOR)
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    data = form_at(client, address_of(article)) | {"headline": "My text"}
    client.cookies.clear()
    client.force_login(editor)
    client.get(address_of(article))

    answer = client.post(address_of(article), data | {"_continue": ""})

    assert answer.status_code == 403
    assert "What you typed is kept" in answer.content.decode()
    assert address_of(article) in answer.content.decode()
    assert len(offers_in(client.get(address_of(article)))) == 1


def test_nobody_keeps_text_in_anothers_name(desk, article, reporter):
    data = form_at(desk, address_of(article)) | {"headline": "Forged", "state": "typed"}
    token = data["window"][0]

    assert client_of(reporter).post(KEEP, data).status_code == 403
    assert desk.post(KEEP, data | {"window": f"x{token}"}).status_code == 403
    assert desk.post(KEEP, {"state": "typed"}).status_code == 403
    assert Client().post(KEEP, data)["Location"].startswith("/admin/login/")
    Client().post(address_of(article), data | {"window": "x"})
    assert not OpenForm.objects.exists()


def test_who_was_dismissed_leaves_no_text(desk, editor, article):
    data = form_at(desk, address_of(article)) | {"headline": "My text"}
    editor.is_active = False
    editor.save()

    desk.post(address_of(article), data)

    assert not OpenForm.objects.exists()


def test_an_old_token_keeps_nothing(desk, article, time_machine):
    data = form_at(desk, address_of(article)) | {"headline": "My text", "state": "typed"}
    time_machine.move_to(timezone.now() + timedelta(days=31))

    assert desk.post(KEEP, data).status_code in {302, 403}
    assert not OpenForm.objects.exists()
