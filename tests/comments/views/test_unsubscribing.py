"""The link at the end of emails: it works for whoever has it, and for nobody who has made it up."""

import pytest
from django.test import Client

from comments.models import NoticeChoice
from comments.notices.choices import choose
from comments.notices.unsubscribing import reader_of_token, unsubscribe_address
from tests.comments.readers import make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db):
    return make_reader()


@pytest.fixture
def link(reader, settings):
    return unsubscribe_address(reader.pk).removeprefix(settings.SITE_URL)


@pytest.fixture
def mail_program():
    """It has no cookies, and Django checks it as strictly as every browser."""
    return Client(enforce_csrf_checks=True)


def test_looking_at_the_link_ends_nothing(link, mail_program):
    response = mail_program.get(link)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "End these emails" in response.content.decode()
    assert not NoticeChoice.objects.exists()


def test_one_click_of_a_mail_program_ends_the_emails(reader, link, mail_program):
    response = mail_program.post(link, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "No more emails" in response.content.decode()
    assert NoticeChoice.objects.get().reader == reader
    assert NoticeChoice.objects.get().rhythm == "none"
    assert not response.cookies


def test_what_was_wanted_is_kept(reader, link, mail_program):
    choose(reader, rhythm="daily", kinds=["reply"])

    for _ in range(2):
        mail_program.post(link)

    choice = NoticeChoice.objects.get()
    assert choice.rhythm == "none"
    assert "reply" not in choice.silent_kinds
    assert "pick" in choice.silent_kinds


@pytest.mark.parametrize("end", ["", "xxxx"])
def test_a_forged_link_is_none(link, mail_program, end):
    assert mail_program.post(f"{link[:-5]}{end}/").status_code == 404
    assert not NoticeChoice.objects.exists()


def test_the_link_of_somebody_else_can_not_be_guessed(reader):
    address = unsubscribe_address(reader.pk)
    token = address.rstrip("/").rpartition("/")[2]

    assert reader_of_token(token) == reader.pk
    assert reader_of_token(token.replace(str(reader.pk), str(reader.pk + 1), 1)) is None


def test_the_link_of_a_reader_who_is_gone_does_no_harm(reader, link, mail_program):
    reader.delete()

    assert mail_program.post(link).status_code == 200
