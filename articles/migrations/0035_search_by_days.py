"""Search reads the past in spans of days, from one day to eleven years, instead of weeks.

A large newspaper prints more stories in a week than a search ranks, and all of the first span are read:
2,700 rows for a common word, of which four hundred were ranked. The index by weeks goes when the one by
days is there.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations
from django.db.models import F

from articles.models.spans import Spans

FUNCTION = """
CREATE OR REPLACE FUNCTION articles_spans(instant timestamptz) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg((length << 20) | (day >> length))
    FROM generate_series(0, 12) AS length,
         LATERAL (SELECT floor(extract(epoch FROM instant AT TIME ZONE 'UTC') / 86400)::integer AS day)
                 AS of_instant
$$
"""
WITHOUT_WEEKS = "DROP FUNCTION articles_weeks(timestamptz)"
WITH_WEEKS = """
CREATE OR REPLACE FUNCTION articles_weeks(instant timestamptz) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg((length << 20) | (week >> length))
    FROM generate_series(0, 9) AS length,
         LATERAL (SELECT floor(extract(epoch FROM instant AT TIME ZONE 'UTC') / 604800)::integer AS week)
                 AS of_instant
$$
"""
NO_FUNCTION = "DROP FUNCTION articles_spans(timestamptz)"


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes and readers search while the index is built.
    dependencies = [("articles", "0034_first_keys_of_sitemap_files")]
    operations = [
        migrations.RunSQL(FUNCTION, NO_FUNCTION),
        AddIndexConcurrently(
            model_name="searchentry",
            index=GinIndex(
                F("words"), Spans("published_at"), fastupdate=False, name="search_entry_by_days"
            ),
        ),
        RemoveIndexConcurrently(model_name="searchentry", name="search_entry_by_weeks"),
        migrations.RunSQL(WITHOUT_WEEKS, WITH_WEEKS),
    ]
