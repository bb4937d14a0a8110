"""What search reads of editions gets a table of its own, which their triggers keep.

A vector of words that lies outside of a wide row costs ten times as much to rank as one within a narrow
row: 2.5 and 0.24 ms for 1,300. So it stays in the row, uncompressed, as long as that fits into a page.

The trigger writes the entry of an edition that has none yet also when the edition ends. So none is wrong
whose edition ends while the next migration fills the table.
"""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

WITHIN_THE_ROW = """
ALTER TABLE articles_searchentry ALTER COLUMN words SET STORAGE MAIN;
ALTER TABLE articles_searchentry SET (toast_tuple_target = 8160);
"""
FUNCTIONS = """
CREATE FUNCTION articles_search_words(headline text, standfirst text, plain_text text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('english', headline), 'A')
        || setweight(to_tsvector('english', standfirst), 'B')
        || setweight(to_tsvector('english', plain_text), 'C')
$$;

CREATE FUNCTION articles_enter_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_searchentry (edition_id, starts_at, ends_at, published_at, words)
    VALUES (NEW.id, NEW.starts_at, NEW.ends_at, NEW.published_at,
            articles_search_words(NEW.headline, NEW.standfirst, NEW.plain_text))
    ON CONFLICT (edition_id) DO UPDATE SET ends_at = EXCLUDED.ends_at;
    RETURN NULL;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION articles_enter_for_search();
DROP FUNCTION articles_search_words(text, text, text);
"""
TRIGGERS = """
CREATE TRIGGER search_entry_of_edition AFTER INSERT OR UPDATE OF ends_at ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION articles_enter_for_search();
CREATE CONSTRAINT TRIGGER public_version_of_rows AFTER INSERT OR DELETE ON articles_searchentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (articles_note_change(0))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE CONSTRAINT TRIGGER public_version_of_changes AFTER UPDATE ON articles_searchentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND articles_note_change(0))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE TRIGGER public_version_of_emptying AFTER TRUNCATE ON articles_searchentry
    EXECUTE FUNCTION articles_raise_emptied_versions('{0}');
"""
NO_TRIGGERS = """
DROP TRIGGER public_version_of_emptying ON articles_searchentry;
DROP TRIGGER public_version_of_changes ON articles_searchentry;
DROP TRIGGER public_version_of_rows ON articles_searchentry;
DROP TRIGGER search_entry_of_edition ON articles_edition;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_search_by_weeks")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.edition",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.RunSQL(WITHIN_THE_ROW, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
