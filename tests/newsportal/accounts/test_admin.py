"""Who may sign in is decided by superusers alone."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.test import Client

from newsportal.accounts.models import User
from tests.articles.admin.pages import errors_in, form_at, typed_in
from tests.makers import PASSWORD, make_user
from tests.newsportal.accounts.journeys import is_signed_in, sign_in, sign_up

ADD = "/admin/accounts/user/add/"
PAGES = ["/admin/accounts/user/", ADD]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def chief(db) -> Client:
    return client_of(make_user(is_staff=True, is_superuser=True))


@pytest.fixture
def meddler(db) -> Client:
    """Staff who were given every single right, and still are no superuser."""
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    return client_of(user)


def add(chief, **fields):
    data = form_at(chief, ADD) | {
        "email": "new@example.org",
        "name": "Nora New",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return chief.post(ADD, data | fields)


@pytest.mark.parametrize("address", PAGES)
def test_nobody_else_reaches_the_logins(meddler, chief, address):
    assert chief.get(address).status_code == 200
    assert meddler.get(address).status_code == 403


def test_nobody_else_changes_a_login(meddler):
    user = make_user()

    for action in ("change", "delete", "password"):
        address = f"/admin/accounts/user/{user.pk}/{action}/"
        assert meddler.post(address, {"is_superuser": "on"}).status_code == 403
    assert "accounts" not in meddler.get("/admin/").content.decode()


def test_a_new_login_can_sign_in(chief, client):
    assert add(chief, email="New@Example.org").status_code == 302

    user = User.objects.get(email="new@example.org")
    assert user.name == "Nora New"
    assert client.login(username="new@example.org", password=PASSWORD)
    assert not user.is_staff


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "TAKEN@example.org"}, "has an account already"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"password2": "something else"}, "didn’t match"),
        ({"password1": "short", "password2": "short"}, "too short"),
    ],
)
def test_a_wrong_login_is_explained_and_kept(chief, fields, words):
    make_user(email="taken@example.org")

    response = add(chief, **fields)

    assert words in errors_in(response)
    assert typed_in(response)["name"] == ["Nora New"]
    assert not User.objects.filter(name="Nora New").exists()


def test_rights_are_given_by_groups(chief):
    user, editors = make_user(), Group.objects.get(name="Chief editors")
    address = f"/admin/accounts/user/{user.pk}/change/"

    chief.post(address, form_at(chief, address) | {"is_staff": "on", "groups": [str(editors.pk)]})

    user = User.objects.get(pk=user.pk)
    assert user.is_staff
    assert user.has_perm("articles.publish_article")


def test_what_a_group_may_do_is_edited_nowhere(chief):
    assert chief.get("/admin/auth/group/").status_code == 404
    assert "user_permissions" not in form_at(
        chief, f"/admin/accounts/user/{make_user().pk}/change/"
    )


def test_a_superuser_is_staff(chief):
    user = make_user()
    address = f"/admin/accounts/user/{user.pk}/change/"

    response = chief.post(address, form_at(chief, address) | {"is_superuser": "on"})

    assert "A superuser must be staff." in errors_in(response)


def test_a_password_is_replaced(chief, client):
    user = make_user(email="edith@example.org")
    address = f"/admin/accounts/user/{user.pk}/password/"
    new = "another long pass phrase"

    chief.post(address, form_at(chief, address) | {"password1": new, "password2": new})

    assert client.login(username="edith@example.org", password=new)


def test_an_address_that_the_newsroom_enters_is_confirmed(chief, client):
    add(chief)
    sign_in(client, "new@example.org", PASSWORD)
    assert is_signed_in(client)

    user = User.objects.get(email="new@example.org")
    address = f"/admin/accounts/user/{user.pk}/change/"
    chief.post(address, form_at(chief, address) | {"email": "nora@example.org"})

    confirmed = EmailAddress.objects.get(user=user)
    assert (confirmed.email, confirmed.verified, confirmed.primary) == (
        "nora@example.org",
        True,
        True,
    )


def test_an_address_that_a_reader_has_typed_stays_theirs_to_confirm(chief, client):
    sign_up(client, "nadia@example.org")
    user = User.objects.get(email="nadia@example.org")
    address = f"/admin/accounts/user/{user.pk}/change/"

    chief.post(address, form_at(chief, address) | {"name": "Nadia"})

    user.refresh_from_db()
    assert user.name == "Nadia"
    assert not EmailAddress.objects.get(user=user).verified
