import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from newsportal.accounts.models import User
from tests.makers import PASSWORD, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("email", ["Editor@example.org", ""])
def test_user_email_is_lower_case(email):
    with refused_by("user_email_is_lower_case"):
        User(email=email).save()


def test_user_superuser_is_staff():
    with refused_by("user_superuser_is_staff"):
        User(email="editor@example.org", is_superuser=True).save()


def test_an_address_is_one_login_however_it_is_typed():
    make_user(email=" Editor@Example.org ")

    with refused_by("accounts_user_email_key"):
        make_user(email="editor@example.ORG")


def test_signing_in_does_not_mind_the_case():
    user = make_user(email="editor@example.org")

    assert authenticate(username="Editor@EXAMPLE.org", password=PASSWORD) == user


def test_signing_in_needs_the_password():
    make_user(email="editor@example.org")

    assert authenticate(username="editor@example.org", password="another pass phrase") is None
    assert authenticate(username=None, password=PASSWORD) is None


def test_a_login_without_password_lets_nobody_in():
    user = User.objects.create_user("editor@example.org")

    assert not user.has_usable_password()


def test_a_superuser_has_every_right():
    user = User.objects.create_superuser("chief@example.org", PASSWORD)

    assert user.is_staff
    assert user.has_perm("articles.publish_article")


def test_a_form_brings_the_address_into_its_stored_form():
    user = User(email="Editor@Example.org", password="!")

    user.full_clean()

    assert user.email == "editor@example.org"


def test_a_second_account_is_refused_in_words():
    make_user(email="editor@example.org")

    with pytest.raises(ValidationError, match="has an account already"):
        User(email="editor@example.org", password="!").full_clean()


def test_a_user_is_called_by_name_or_else_by_address():
    assert str(User(email="a@example.org", name="Ada Lovelace")) == "Ada Lovelace"
    assert User(email="a@example.org").get_full_name() == "a@example.org"
    assert User(email="a@example.org").get_short_name() == "a@example.org"
