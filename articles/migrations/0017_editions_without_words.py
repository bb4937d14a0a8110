"""The words that search looks for leave the editions' own rows; their entries have them.

So an edition that ends writes no new version of all its words into an index.
"""

from django.db import migrations

REFUSING = """
CREATE OR REPLACE FUNCTION articles_refuse_to_change_edition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY[{columns}];
BEGIN
    IF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN
        RAISE EXCEPTION 'Of an edition only its end changes; publish a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_is_immutable';
    END IF;
    RETURN NEW;
END $$;
"""
END = "'ends_at', 'withdrawal_reason', 'withdrawn_by_id'"


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_search_entries_of_editions")]
    operations = [
        migrations.RemoveIndex(model_name="edition", name="edition_search_by_weeks"),
        migrations.RemoveField(model_name="edition", name="search_vector"),
        migrations.RunSQL(
            REFUSING.format(columns=END), REFUSING.format(columns=f"{END}, 'search_vector'")
        ),
    ]
