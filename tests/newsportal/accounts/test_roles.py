"""The groups that stand for roles, as the migration makes them, and what they are on a login."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from newsportal.accounts.models import User
from newsportal.accounts.roles import GROUPS, Role
from tests.makers import make_staff, make_user

migration = import_module("newsportal.accounts.migrations.0002_roles")
pytestmark = pytest.mark.django_db


def test_the_migration_makes_a_group_of_each_role():
    assert set(GROUPS) == set(migration.ROLES)
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)


def test_groups_keep_no_rights_beside_the_table():
    Group.objects.get(name="Editors").permissions.add(*Permission.objects.all())

    migration.make_roles(apps, None)

    assert not Permission.objects.filter(group__isnull=False).exists()


def test_editors_of_before_keep_what_they_could_do():
    before = make_staff(Role.EDITOR)

    migration.promote_editors(apps, None)

    assert User.objects.get(pk=before.pk).roles == {Role.CHIEF_EDITOR}


def test_the_migration_can_be_taken_back():
    chief, others = make_staff(Role.CHIEF_EDITOR), Group.objects.create(name="Photographers")

    migration.delete_roles(apps, None)

    assert User.objects.get(pk=chief.pk).roles == {Role.EDITOR}
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Editors",
        "Moderators",
        others.name,
    }


def test_somebody_may_have_several_roles_and_groups_that_are_none():
    user = make_staff(Role.REPORTER, Role.MODERATOR, Role.SUPERUSER)
    user.groups.add(Group.objects.create(name="Photographers"))

    assert user.roles == {Role.REPORTER, Role.MODERATOR, Role.SUPERUSER}
    assert make_user().roles == set()
