"""The groups that stand for the roles of the newsroom.

What a role may do is in `newsportal/accounts/rights.md`, so the groups lose the rows of permissions that
they had. Until now an editor could do everything that a chief editor can: the editors that a site has
become chief editors, and keep what they could do.

It may run again: it adds what is missing.
"""

from django.db import migrations

ROLES = ("Reporters", "Editors", "Chief editors", "Moderators")


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in ROLES:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.clear()


def promote_editors(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    editors, chief_editors = groups.get(name="Editors"), groups.get(name="Chief editors")
    chief_editors.user_set.add(*editors.user_set.all())
    editors.user_set.clear()


def delete_roles(apps, schema_editor):
    """Give the chief editors back to the editors, and forget the roles that were new."""
    groups = apps.get_model("auth", "Group").objects
    groups.get(name="Editors").user_set.add(*groups.get(name="Chief editors").user_set.all())
    groups.filter(name__in=["Reporters", "Chief editors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("comments", "0007_newsroom_groups"),
    ]

    operations = [
        migrations.RunPython(make_roles, delete_roles),
        migrations.RunPython(promote_editors, migrations.RunPython.noop),
    ]
