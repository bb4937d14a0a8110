"""When an edition begins and ends, beside its key: whether it is visible is read from an index alone.

Pages that count or list somebody's stories ask it of hundreds of rows, each of which lies with long
texts in a page of its own.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes while the index is built.
    dependencies = [("articles", "0012_coverage_from_the_index_alone")]
    operations = [
        AddIndexConcurrently(
            model_name="edition",
            index=models.Index(
                fields=["id"], include=("starts_at", "ends_at"), name="edition_period_by_key"
            ),
        ),
    ]
