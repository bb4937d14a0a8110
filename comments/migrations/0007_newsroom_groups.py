"""The groups that a newsroom starts with: Editors and Moderators.

Django writes permissions only after all migrations have run, so this one writes those it needs first.
It may run again: it adds what is missing and takes nothing away from a group that exists.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS = "Editors"
MODERATORS = "Moderators"
# The record of what was published: read by editors, written by publishing alone.
RECORD = ("edition", "revision", "importrecord")
MODERATION = (
    "moderate_comment",
    "view_comment",
    "change_comment",
    "view_thread",
    "add_thread",
    "change_thread",
    "view_reader",
    "change_reader",
    "view_moderationevent",
)


def make_groups(apps, schema_editor):
    _write_permissions(apps)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    newsroom = Permission.objects.filter(content_type__app_label="articles")
    of_the_record = newsroom.filter(content_type__model__in=RECORD).exclude(
        codename__startswith="view_"
    )
    moderation = Permission.objects.filter(
        content_type__app_label="comments", codename__in=MODERATION
    )
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(*newsroom.exclude(pk__in=of_the_record), *moderation)
    moderators, _ = Group.objects.get_or_create(name=MODERATORS)
    moderators.permissions.add(*moderation)


def _write_permissions(apps):
    for label in ("articles", "comments"):
        config = apps.get_app_config(label)
        had_models = getattr(config, "models_module", None)
        config.models_module = True  # create_permissions passes over an app without models
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = had_models


def delete_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=[EDITORS, MODERATORS]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0006_moderators_desk"),
        ("articles", "0004_immutable_record"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, delete_groups)]
