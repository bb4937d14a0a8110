"""The search entries of the editions that are there, and their index.

Some thousand editions at a time, each in a transaction of its own, so the newsroom goes on publishing. A
migration that was interrupted goes on where it was.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations
from django.db.models import F, Func, IntegerField

AT_ONCE = 5_000
WEEKS = Func("published_at", function="articles_weeks", output_field=ArrayField(IntegerField()))
FILL = """
INSERT INTO articles_searchentry (edition_id, starts_at, ends_at, published_at, words)
SELECT id, starts_at, ends_at, published_at, articles_search_words(headline, standfirst, plain_text)
FROM articles_edition
WHERE id > %(after)s AND id <= %(last)s ORDER BY id
ON CONFLICT (edition_id) DO NOTHING
"""


def fill(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM articles_edition")
        (newest,) = cursor.fetchone()
        for after in range(0, newest, AT_ONCE):
            cursor.execute(FILL, {"after": after, "last": after + AT_ONCE})


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes and readers search while the table is filled.
    dependencies = [("articles", "0015_search_entries")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name="searchentry",
            index=GinIndex(F("words"), WEEKS, fastupdate=False, name="search_entry_by_weeks"),
        ),
    ]
