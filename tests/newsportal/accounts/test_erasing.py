"""Deleting a login: a reader's goes with all that belongs to it, a colleague's stays."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from newsportal.accounts.erasing import LoginIsStaff, erase_login
from newsportal.accounts.mailing import write_to
from newsportal.accounts.models import OutgoingEmail, User
from tests.newsportal.accounts.journeys import is_signed_in, new_account, set_up_app, sign_in

pytestmark = pytest.mark.django_db


def test_a_readers_login_goes_with_its_addresses_factors_sessions_and_emails(client):
    nadia, anna = new_account("nadia@example.org"), new_account("anna@example.org")
    sign_in(client, nadia.email)
    set_up_app(client)
    for user in (nadia, anna):
        write_to(user.email, subject="News", body="There is some.")

    erase_login(nadia)

    assert User.objects.get() == anna
    assert EmailAddress.objects.get().user == anna
    assert OutgoingEmail.objects.get().recipient == anna.email
    assert not Authenticator.objects.exists()
    assert not UserSession.objects.exists()
    assert not is_signed_in(client)


def test_a_colleague_is_taken_out_of_the_newsroom_first():
    edith = new_account("edith@example.org", is_staff=True)

    with pytest.raises(LoginIsStaff, match="Ask a superuser"):
        erase_login(edith)

    assert User.objects.get() == edith
