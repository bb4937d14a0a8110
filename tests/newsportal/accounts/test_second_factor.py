"""The second factor: set up, asked for, lost; and required of the newsroom."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from newsportal.accounts.models import User
from newsportal.accounts.rights import can
from newsportal.accounts.roles import Role
from newsportal.accounts.second_factor import SecondFactorAdapter, _cipher
from newsportal.audit.acts import Act
from tests.newsportal.accounts.journeys import (
    code_of_app,
    deliver,
    is_signed_in,
    new_account,
    set_up_app,
    sign_in,
)
from tests.records import recorded

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
EMAIL = "edith@example.org"


@pytest.fixture
def edith() -> User:
    edith = new_account(EMAIL, is_staff=True)
    edith.groups.set(Group.objects.filter(name=Role.CHIEF_EDITOR))
    return edith


def factors_of(user):
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def test_an_app_is_asked_for_its_code_after_the_password(client):
    reader = new_account("nadia@example.org")
    sign_in(client, reader.email)
    secret = set_up_app(client)
    assert factors_of(reader) == {"totp", "recovery_codes"}

    other = Client()
    page = sign_in(other, reader.email)

    assert page.request["PATH_INFO"] == "/account/2fa/authenticate/"
    assert not is_signed_in(other)
    wrong = other.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()
    assert not is_signed_in(other)
    # Codes work once, so the one that set the app up no longer does.
    stored = Authenticator.objects.get(user=reader, type="totp")
    assert secret not in str(stored.data)
    other.post("/account/2fa/authenticate/", {"code": code_of_app(secret)})
    assert is_signed_in(other)


def test_a_recovery_code_works_once(client):
    reader = new_account("nadia@example.org")
    sign_in(client, reader.email)
    set_up_app(client)
    page = client.get("/account/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(set(codes)) == 10

    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, reader.email)
        browser.post("/account/2fa/authenticate/", {"code": codes[0]})

    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_a_new_factor_ends_the_sessions_of_other_browsers_and_is_told(client):
    reader = new_account("nadia@example.org")
    other = Client()
    for browser in (other, client):
        sign_in(browser, reader.email)

    set_up_app(client)

    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_a_factor_is_changed_only_by_whoever_knows_the_password(client):
    reader = new_account("nadia@example.org")
    client.force_login(reader)

    answer = client.get("/account/2fa/totp/activate/")

    assert answer.url.startswith("/account/reauthenticate/?next=")
    assert answer["Cache-Control"] == "private, no-store"
    assert client.post("/account/2fa/totp/activate/", {"code": "123456"}).status_code == 302
    assert factors_of(reader) == set()


def test_the_newsroom_opens_when_a_factor_is_set_up(client, edith, settings):
    settings.STAFF_SECOND_FACTOR = True

    page = sign_in(client, EMAIL, next=LIST)

    assert page.request["PATH_INFO"] == "/account/2fa/"
    assert "The newsroom asks everybody who works there" in page.content.decode()
    assert not can(User.objects.get(pk=edith.pk), "article.view")
    assert client.get(LIST).status_code == 302
    set_up_app(client)
    assert client.get(LIST).status_code == 200
    assert can(User.objects.get(pk=edith.pk), "article.view")


def test_where_it_is_not_required_a_password_opens_the_newsroom(client, edith, settings):
    settings.STAFF_SECOND_FACTOR = False

    assert sign_in(client, EMAIL, next=LIST).request["PATH_INFO"] == LIST


def test_readers_need_none(client, settings):
    settings.STAFF_SECOND_FACTOR = True
    reader = new_account("nadia@example.org")

    sign_in(client, reader.email)

    assert is_signed_in(client)
    assert not reader.lacks_second_factor


def test_what_a_colleague_does_with_factors_is_recorded(client, edith):
    sign_in(client, EMAIL)
    set_up_app(client)
    client.post("/account/2fa/totp/deactivate/")

    entries = [entry for entry in recorded() if "second_factor" in entry.act]
    assert [(entry.act, entry.actor_key) for entry in entries] == [
        (Act.USER_SECOND_FACTOR_ADDED, edith.pk),
        (Act.USER_SECOND_FACTOR_ADDED, edith.pk),
        (Act.USER_SECOND_FACTOR_REMOVED, edith.pk),
        (Act.USER_SECOND_FACTOR_REMOVED, edith.pk),
    ]
    kinds = {entry.after["kind"] for entry in entries[:2]}
    assert kinds == {"totp", "recovery_codes"} == {e.before["kind"] for e in entries[2:]}
    assert factors_of(edith) == set()


def test_what_a_reader_does_with_factors_is_their_own_affair(client):
    sign_in(client, new_account("nadia@example.org").email)
    set_up_app(client)

    assert recorded() == []


def test_the_owner_is_told_by_email_that_a_factor_was_added(
    client, django_capture_on_commit_callbacks
):
    sign_in(client, new_account("nadia@example.org").email)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)

    sent = deliver()

    assert any("Authenticator app activated" in one.body for one in sent)
    assert all("If it wasn't, change your password at once" in one.body for one in sent)


def test_a_lost_factor_is_removed_by_a_command_which_is_recorded(client, edith):
    sign_in(client, EMAIL)
    set_up_app(client)
    said = StringIO()

    call_command("remove_second_factor", "Edith@example.org", stdout=said)

    assert "signs in by password alone now" in said.getvalue()
    assert factors_of(edith) == set()
    assert not is_signed_in(client)
    sign_in(client, EMAIL)
    assert is_signed_in(client)
    last = recorded()[-1]
    assert (last.act, last.actor_key) == (Act.USER_SECOND_FACTOR_REMOVED, None)


@pytest.mark.parametrize(
    ("email", "words"),
    [("nobody@example.org", "Nobody signs in as"), (EMAIL, "has no second factor")],
)
def test_the_command_says_what_it_could_not_do(edith, email, words):
    with pytest.raises(CommandError, match=words):
        call_command("remove_second_factor", email)


def test_a_secret_that_was_written_with_another_key_opens_nothing(settings):
    adapter = SecondFactorAdapter()
    written = adapter.encrypt("SECRET")
    assert adapter.decrypt(written) == "SECRET"
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key"

    with pytest.raises(InvalidToken):
        _cipher().decrypt(written.encode())
    assert adapter.decrypt(written) != adapter.decrypt(written) != "SECRET"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert adapter.decrypt(written) == "SECRET"
