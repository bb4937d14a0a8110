"""The groups that a newsroom starts with, as the migration makes them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from comments.moderation import may_moderate
from tests.makers import make_user

THIS = ("comments", "0007_newsroom_groups")
migration = import_module(".migrations.".join(THIS))


def rights(group: str) -> set[str]:
    found = Permission.objects.filter(group__name=group).values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in found}


def make_groups() -> None:
    with connection.schema_editor() as editor:
        migration.make_groups(apps, editor)


@pytest.mark.django_db
def test_editors_run_the_newsroom_and_moderate():
    make_groups()

    editors = rights("Editors")
    for model in ("article", "section", "person", "organisation", "image", "placement", "redirect"):
        assert {
            f"articles.{what}_{model}" for what in ("add", "change", "delete", "view")
        } <= editors
    assert {"articles.publish_article", "articles.change_publication"} <= editors
    assert {"comments.moderate_comment", "comments.change_thread"} <= editors


@pytest.mark.django_db
def test_nobody_may_rewrite_the_record():
    make_groups()

    for group in ("Editors", "Moderators"):
        forbidden = {"edition", "revision", "importrecord", "moderationevent", "comment"}
        writing = {one for one in rights(group) if one.split(".")[1].startswith(("add", "delete"))}
        assert not {one for one in writing if one.rsplit("_", 1)[1] in forbidden}
    assert "articles.view_revision" in rights("Editors")
    assert "comments.view_moderationevent" in rights("Moderators")


@pytest.mark.django_db
def test_moderators_moderate_and_write_nothing():
    make_groups()
    user = make_user(is_staff=True)
    assert not may_moderate(user)

    user.groups.add(Group.objects.get(name="Moderators"))

    assert may_moderate(type(user).objects.get(pk=user.pk))
    assert {right.split(".")[0] for right in rights("Moderators")} == {"comments"}


@pytest.mark.django_db
def test_running_again_adds_what_is_missing_and_takes_nothing_away():
    make_groups()
    before = rights("Moderators")
    group = Group.objects.get(name="Moderators")
    group.permissions.remove(Permission.objects.get(codename="moderate_comment"))
    group.permissions.add(Permission.objects.get(codename="view_article"))

    make_groups()

    assert rights("Moderators") == before | {"articles.view_article"}
    assert Group.objects.count() == 2


@pytest.mark.django_db
def test_the_migration_writes_the_permissions_that_are_not_there_yet():
    historical = MigrationLoader(connection).project_state(THIS).apps
    Group.objects.all().delete()
    Permission.objects.all().delete()

    with connection.schema_editor() as editor:
        migration.make_groups(historical, editor)

    assert "comments.moderate_comment" in rights("Moderators")
    assert "articles.publish_article" in rights("Editors")


@pytest.mark.django_db
def test_the_migration_can_be_taken_back():
    make_groups()
    others = Group.objects.create(name="Photographers")

    with connection.schema_editor() as editor:
        migration.delete_groups(apps, editor)

    assert list(Group.objects.all()) == [others]
