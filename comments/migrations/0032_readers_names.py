"""A reader's name is one of its kind: the key of each, and no two alike.

Of readers who are called alike today the first keeps the key; the others keep the name, and get a key with
the next name that they choose.
"""

from django.db import migrations, models


def fill_keys(apps, schema_editor):
    """Give every reader the key of their name, the first of each."""
    from comments.nicknames import nickname_key

    readers = apps.get_model("comments", "Reader")
    taken = set()
    for reader in readers.objects.order_by("pk").iterator():
        key = nickname_key(reader.display_name)
        if key not in taken:
            taken.add(key)
            readers.objects.filter(pk=reader.pk).update(name_key=key)


class Migration(migrations.Migration):
    dependencies = [("comments", "0031_erasures")]

    operations = [
        migrations.AddField(
            model_name="reader",
            name="name_key",
            field=models.CharField(blank=True, editable=False, default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("name_key", ""), _negated=True),
                fields=("name_key",),
                name="reader_name_once",
                violation_error_message="Somebody else is called so, or much alike.",
            ),
        ),
    ]
