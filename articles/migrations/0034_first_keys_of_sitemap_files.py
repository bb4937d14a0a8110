"""The first key of each file of the sitemap, in indexes of their own of a few pages each."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Mod
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes while the indexes are built.
    dependencies = [("articles", "0033_times_beside_names_are_there")]
    operations = [
        AddIndexConcurrently(
            model_name="edition",
            index=models.Index(
                condition=models.Q(Exact(Mod(models.F("article"), 1000), 0)),
                fields=["article"],
                include=("starts_at", "ends_at"),
                name="edition_first_of_file",
            ),
        ),
        AddIndexConcurrently(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(Exact(Mod(models.F("id"), 500), 0), ("is_indexed", True)),
                fields=["id"],
                name="organisation_first_of_file",
            ),
        ),
        AddIndexConcurrently(
            model_name="person",
            index=models.Index(
                condition=models.Q(Exact(Mod(models.F("id"), 500), 0), ("is_indexed", True)),
                fields=["id"],
                name="person_first_of_file",
            ),
        ),
    ]
