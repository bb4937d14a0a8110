"""Every act that gives or takes rights is one row of the record, and so is every deletion."""

from io import StringIO

import pytest
from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from articles.models import Person, Publication
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from newsportal.demo.staff import make_staff as make_demo_staff
from tests.articles.admin.pages import form_at
from tests.makers import (
    PASSWORD,
    make_article,
    make_organisation,
    make_person,
    make_section,
    make_staff,
    make_user,
)
from tests.records import acts, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_staff(Role.SUPERUSER, name="Olga Owner")


@pytest.fixture
def browser(owner):
    client = Client()
    client.force_login(owner)
    return client


def send(browser, address, **changed):
    """The form at that address with some fields changed; None takes a field out."""
    data = form_at(browser, address) | changed
    answer = browser.post(
        address, {name: value for name, value in data.items() if value is not None}
    )
    assert answer.status_code == 302, answer.content.decode()


def test_a_new_login_is_recorded_without_its_password(browser):
    send(
        browser,
        "/admin/accounts/user/add/",
        email="new@example.org",
        name="Nora New",
        usable_password="true",
        password1=PASSWORD,
        password2=PASSWORD,
    )

    (entry,) = recorded()
    assert (entry.act, entry.actor, entry.object) == (Act.USER_ADDED, "Olga Owner", "Nora New")
    assert entry.before is None
    assert entry.after == {
        "email": "new@example.org",
        "name": "Nora New",
        "is_active": True,
        "is_staff": False,
        "is_superuser": False,
        "roles": [],
    }


@pytest.mark.parametrize(
    ("sent", "before", "after"),
    [
        ({"is_active": None}, {"is_active": True}, {"is_active": False}),
        ({"is_superuser": "on"}, {"is_superuser": False}, {"is_superuser": True}),
        (
            {"email": "other@example.org"},
            {"email": "ann@example.org"},
            {"email": "other@example.org"},
        ),
    ],
)
def test_changed_rights_are_recorded_and_nothing_else(browser, sent, before, after):
    user = make_staff(Role.EDITOR, email="ann@example.org")

    send(browser, f"/admin/accounts/user/{user.pk}/change/", **sent)

    (entry,) = recorded()
    assert (entry.act, entry.object_key) == (Act.USER_CHANGED, str(user.pk))
    assert (entry.before, entry.after) == (before, after)


def test_changed_roles_are_recorded(browser):
    user = make_staff(Role.EDITOR)
    chief = Group.objects.get(name=Role.CHIEF_EDITOR)

    send(browser, f"/admin/accounts/user/{user.pk}/change/", groups=[chief.pk])

    (entry,) = recorded()
    assert (entry.before, entry.after) == ({"roles": ["Editors"]}, {"roles": ["Chief editors"]})


def test_saving_a_login_unchanged_is_no_act(browser):
    user = make_staff(Role.EDITOR)

    send(browser, f"/admin/accounts/user/{user.pk}/change/")

    assert recorded() == []


def test_a_password_that_a_colleague_sets_is_recorded_as_an_act_only(browser):
    user = make_user()
    new = "an entirely other pass phrase"

    send(browser, f"/admin/accounts/user/{user.pk}/password/", password1=new, password2=new)

    (entry,) = recorded()
    assert (entry.act, entry.object_key) == (Act.USER_PASSWORD_SET, str(user.pk))
    assert (entry.before, entry.after) == (None, {"can_sign_in": True})


def test_a_password_that_is_refused_is_no_act(browser):
    user = make_user()
    address = f"/admin/accounts/user/{user.pk}/password/"

    browser.post(address, {"usable_password": "true", "password1": "short", "password2": "short"})

    assert recorded() == []


def test_a_superuser_made_by_command_is_recorded():
    User.objects.create_superuser("first@example.org", PASSWORD)

    (entry,) = recorded()
    assert (entry.act, entry.actor_key) == (Act.USER_ADDED, None)
    assert entry.after["is_superuser"] is True


def test_a_password_that_is_set_by_command_is_recorded(monkeypatch):
    user = make_user(email="ann@example.org")
    monkeypatch.setattr(changepassword.Command, "_get_pass", lambda *_: "another pass phrase")

    call_command("changepassword", "ann@example.org", stdout=StringIO())

    (entry,) = recorded()
    assert (entry.act, entry.object_key) == (Act.USER_PASSWORD_SET, str(user.pk))
    user.refresh_from_db()
    assert user.check_password("another pass phrase")


def test_who_changes_whether_approval_is_needed_is_recorded(browser):
    Publication.objects.create(pk=1, name="The Minsk Courier")
    address = "/admin/articles/publication/1/change/"

    send(browser, address, motto="Only facts")
    send(browser, address, needs_approval="on")

    (entry,) = recorded()
    assert (entry.act, entry.actor) == (Act.PUBLICATION_RULES_CHANGED, "Olga Owner")
    assert (entry.before, entry.after) == ({"needs_approval": False}, {"needs_approval": True})


def test_the_demos_logins_are_recorded(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path

    make_demo_staff()

    assert acts() == [Act.USER_ADDED] * 5
    assert recorded()[0].after["roles"] == ["Chief editors"]


def test_who_edits_a_section_is_recorded_once(browser):
    section = make_section(name="World")
    old = make_staff(Role.EDITOR, edits=(section,), email="old@example.org")
    new = make_staff(Role.EDITOR, email="new@example.org")
    address = f"/admin/articles/section/{section.pk}/change/"

    send(browser, address, **{"section_editors-0-editor": new.pk})
    send(
        browser,
        address,
        **{"section_editors-0-DELETE": "on"},
    )

    first, second = recorded()
    assert first.act == second.act == Act.SECTION_EDITORS_CHANGED
    assert first.object == "World"
    assert (first.before, first.after) == ({"editors": [old.email]}, {"editors": [new.email]})
    assert second.after == {"editors": []}


def test_a_deleted_row_is_recorded_with_its_name(browser):
    person = make_person(name="Ales Bialiatski")

    browser.post(f"/admin/articles/person/{person.pk}/delete/", {"post": "yes"})

    assert not Person.objects.exists()
    (entry,) = recorded()
    assert (entry.act, entry.kind, entry.object_key, entry.object) == (
        Act.ROW_DELETED,
        "person",
        str(person.pk),
        "Ales Bialiatski",
    )


def test_several_deleted_rows_are_a_row_each(browser):
    articles = [make_article(headline=words) for words in ("One", "Two")]
    keys = [article.pk for article in articles]
    sent = {"action": "delete_selected", "post": "yes", "_selected_action": keys}

    browser.post("/admin/articles/article/", sent)

    assert acts() == [Act.ROW_DELETED] * 2
    assert {entry.object for entry in recorded()} == {"One", "Two"}


def test_a_row_below_a_form_is_recorded_with_what_it_belonged_to(browser):
    organisation = make_organisation(name="Viasna")
    alias = organisation.names.create(name="Spring")

    send(
        browser,
        f"/admin/articles/organisation/{organisation.pk}/change/",
        **{"names-0-DELETE": "on"},
    )

    (entry,) = recorded()
    assert (entry.act, entry.kind, entry.object_key) == (
        Act.ROW_DELETED,
        "organisationname",
        str(alias.pk),
    )
    assert entry.before == {"belonged_to": "Viasna"}


def test_what_could_not_be_deleted_is_no_act(browser, owner):
    browser.post(f"/admin/accounts/user/{owner.pk}/delete/", {"post": "yes"})
    reporter = Client()
    reporter.force_login(make_staff(Role.REPORTER))
    reporter.post(f"/admin/articles/person/{make_person().pk}/delete/", {"post": "yes"})

    assert [entry.act for entry in recorded() if entry.kind == "person"] == []
