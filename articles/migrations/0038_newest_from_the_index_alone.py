"""The index of the newest editions knows when each is visible, so that the archive reads no edition.

A page of the archive finds its days by a probe each, and each fetched a row of several kilobytes from a
page of its own. The former index goes when the new one is there.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes while the index is built.
    dependencies = [("articles", "0037_sampled_coverage")]
    operations = [
        AddIndexConcurrently(
            model_name="edition",
            index=models.Index(
                fields=["-published_at", "-article"],
                include=("starts_at", "ends_at"),
                name="edition_newest_and_times",
            ),
        ),
        RemoveIndexConcurrently(model_name="edition", name="edition_newest"),
        migrations.RenameIndex(
            model_name="edition", old_name="edition_newest_and_times", new_name="edition_newest"
        ),
    ]
