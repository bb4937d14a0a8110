"""Taking the indexes of the large tables away for a load, and building them again afterwards.

What was taken away is written down in the database itself, in the transaction that takes it away, so a
load that was killed still knows what is missing. Indexes under foreign keys and primary keys stay.
"""

from collections.abc import Iterator

from django.db import connection, transaction

LARGE = (
    "articles_article", "articles_credit", "articles_edition", "articles_revision",
    "articles_searchentry", "articles_subject", "comments_comment", "comments_thread",
)  # fmt: skip
LEDGER = """
CREATE TABLE IF NOT EXISTS benchmark_index
    (place serial PRIMARY KEY, name text NOT NULL, away text NOT NULL, back text NOT NULL)
"""
# Constraints that hold an index which no foreign key needs; then indexes that hold no constraint.
FOUND = """
SELECT conname,
       format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(one.oid))
FROM pg_constraint one
WHERE conrelid = ANY (%(tables)s::regclass[]) AND contype IN ('u', 'x')
  AND NOT EXISTS (SELECT FROM pg_constraint key WHERE key.contype = 'f' AND key.conindid = one.conindid)
UNION ALL
SELECT relname, format('DROP INDEX %%I', relname), pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE indrelid = ANY (%(tables)s::regclass[]) AND NOT indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE contype <> 'f' AND conindid = indexrelid)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND conindid = indexrelid)
"""


@transaction.atomic
def take_away() -> None:
    """Drop what can be dropped, once; an interrupted load finds it dropped."""
    with connection.cursor() as cursor:
        cursor.execute(LEDGER)
        cursor.execute(FOUND, {"tables": list(LARGE)})
        for name, away, back in cursor.fetchall():
            cursor.execute(
                "INSERT INTO benchmark_index (name, away, back) VALUES (%s, %s, %s)",
                [name, away, back],
            )
            cursor.execute(away.replace("%", "%%"), ())


def missing() -> list[tuple[int, str, str]]:
    """Place, name and definition of what is to be built again."""
    with connection.cursor() as cursor:
        cursor.execute(LEDGER)
        cursor.execute("SELECT place, name, back FROM benchmark_index ORDER BY place")
        found: list[tuple[int, str, str]] = cursor.fetchall()
        return found


def build() -> Iterator[str]:
    """Build what is missing, one index a transaction; yields the name of each that is there."""
    for place, name, definition in missing():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(definition.replace("%", "%%"), ())
            cursor.execute("DELETE FROM benchmark_index WHERE place = %s", [place])
        yield name
