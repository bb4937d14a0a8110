"""The times beside the names that are there, and the indexes from which pages read them.

Some thousand editions at a time, each in a transaction of its own, so the newsroom goes on publishing. A
migration that was interrupted goes on where it was, and builds an index anew that is not complete.
"""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

AT_ONCE = 5_000
TABLES = ("articles_subject", "articles_credit")
FILL = """
UPDATE {table} named SET starts_at = edition.starts_at, ends_at = edition.ends_at
FROM articles_edition edition
WHERE edition.id = named.edition_id AND named.starts_at IS NULL
  AND named.edition_id > %(after)s AND named.edition_id <= %(last)s
"""
NO_REST_OF = "DROP INDEX CONCURRENTLY IF EXISTS {name}"
TIMES = ("starts_at", "ends_at")


def fill(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM articles_edition")
        (newest,) = cursor.fetchone()
        for after in range(0, newest, AT_ONCE):
            for table in TABLES:
                cursor.execute(FILL.format(table=table), {"after": after, "last": after + AT_ONCE})


class Migration(migrations.Migration):
    atomic = False  # The newsroom publishes and readers read while the columns are filled.
    dependencies = [("articles", "0031_times_beside_names")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(NO_REST_OF.format(name="subject_person_newest"), migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person", "certainty", "-published_at", "-edition"],
                include=TIMES,
                name="subject_person_newest",
            ),
        ),
        migrations.RunSQL(
            NO_REST_OF.format(name="subject_organisation_newest"), migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("organisation__isnull", False)),
                fields=["organisation", "certainty", "-published_at", "-edition"],
                include=TIMES,
                name="subject_organisation_newest",
            ),
        ),
        migrations.RunSQL(NO_REST_OF.format(name="credit_person_newest"), migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="credit",
            index=models.Index(
                fields=["person", "-published_at", "-edition"],
                include=TIMES,
                name="credit_person_newest",
            ),
        ),
        RemoveIndexConcurrently(model_name="subject", name="subject_person_former"),
        RemoveIndexConcurrently(model_name="subject", name="subject_organisation_former"),
        RemoveIndexConcurrently(model_name="credit", name="credit_person_former"),
        # Nobody asks any more by its key whether an edition is visible.
        RemoveIndexConcurrently(model_name="edition", name="edition_period_by_key"),
        # An index answers alone where vacuum has been: nowhere since every row was written.
        migrations.RunSQL("VACUUM (ANALYZE) articles_subject", migrations.RunSQL.noop),
        migrations.RunSQL("VACUUM (ANALYZE) articles_credit", migrations.RunSQL.noop),
    ]
