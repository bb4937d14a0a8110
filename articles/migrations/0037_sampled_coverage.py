"""Small indexes that tell of the people and organisations who are named often that something names them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Mod
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes while the indexes are built.
    dependencies = [("articles", "0036_names_by_their_words")]
    operations = [
        AddIndexConcurrently(
            model_name="subject",
            index=models.Index(
                condition=models.Q(
                    Exact(Mod(models.F("edition"), 64), 0), (f"{kind}__isnull", False)
                ),
                fields=[kind],
                include=("starts_at", "ends_at"),
                name=f"subject_{kind}_sampled",
            ),
        )
        for kind in ("person", "organisation")
    ]
