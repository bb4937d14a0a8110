"""The search index knows when a story was published, so the newest matches are found without all others.

GIN has no order: the newest thousand stories with a name were found by reading all 75,000. Now each
edition also stands in the index under the spans of weeks, of ten lengths, that hold its publication
(`articles/spans.py`). New rows go into the index at once: a list of rows that wait would be read from
end to end for every span.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations
from django.db.models import F, Func, IntegerField

FUNCTION = """
CREATE OR REPLACE FUNCTION articles_weeks(instant timestamptz) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg((length << 20) | (week >> length))
    FROM generate_series(0, 9) AS length,
         LATERAL (SELECT floor(extract(epoch FROM instant AT TIME ZONE 'UTC') / 604800)::integer AS week)
                 AS of_instant
$$
"""
NO_FUNCTION = "DROP FUNCTION articles_weeks(timestamptz)"
WEEKS = Func("published_at", function="articles_weeks", output_field=ArrayField(IntegerField()))


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes and readers search while the index is built.
    dependencies = [("articles", "0013_period_from_the_index_alone")]
    operations = [
        migrations.RunSQL(FUNCTION, NO_FUNCTION),
        AddIndexConcurrently(
            model_name="edition",
            index=GinIndex(
                F("search_vector"),
                WEEKS,
                fastupdate=False,
                name="edition_search_by_weeks",
            ),
        ),
        RemoveIndexConcurrently(model_name="edition", name="edition_search"),
    ]
