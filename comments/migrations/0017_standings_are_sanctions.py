"""A reader's standing becomes a sanction of the whole site, of which their history can tell."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.utils import timezone
from django.utils.crypto import salted_hmac

KINDS = {"banned": "ban", "premoderated": "premoderate"}


def carry_over(apps: Apps, schema_editor: Any) -> None:
    """Sanction whoever has no good standing; the key is that of `comments.marks.author_key`."""
    readers = apps.get_model("comments", "Reader").objects.exclude(standing="good")
    sanctions = apps.get_model("comments", "Sanction").objects
    now = timezone.now()
    for reader in readers.iterator():
        key = salted_hmac("comments.marks.author_key", f"reader {reader.pk}", algorithm="sha256")
        sanctions.create(
            kind=KINDS[reader.standing],
            author_key=key.hexdigest()[:32],
            reader=reader,
            reason="A moderator decided so earlier.",
            starts_at=now,
        )


class Migration(migrations.Migration):
    dependencies = [("comments", "0016_sanctions")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="reader", name="reader_standing_known"),
        migrations.RemoveField(model_name="reader", name="standing"),
    ]
