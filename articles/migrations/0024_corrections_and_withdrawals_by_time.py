"""Indexes for what readers are told of mistakes: the page of corrections, and what feeds say has gone."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes while the indexes are made.
    dependencies = [("articles", "0023_corrections_and_legal_orders")]
    operations = [
        AddIndexConcurrently(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("kind__in", ("correction", "clarification"))),
                fields=["-starts_at", "-id"],
                name="edition_corrections",
            ),
        ),
        AddIndexConcurrently(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("withdrawal_reason", ""), _negated=True),
                fields=["-ends_at", "-id"],
                name="edition_withdrawals",
            ),
        ),
    ]
