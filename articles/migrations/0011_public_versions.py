"""Versions of what public pages show, raised by the database whenever a row of it changes.

They are raised at commit: a version must not be seen before the change that it names, as that of a
sequence would be, for a cache would then keep the old page under the new name. And the row of a version
is locked from there to the end of the commit only, so writers hardly ever wait for one another.

- `articles_note_change` says once in a transaction for each scope that it has changed. It stands in the
  triggers' WHEN, so one event a scope waits for the commit and not one a row; what a savepoint takes
  back is forgotten with it.
- `articles_raise_noted_versions` waits for the commit, and then raises all versions that were noted at
  once, in the order of their scopes: so two transactions can't wait for each other there.
- TRUNCATE knows no deferred triggers. It keeps everybody else out until its commit anyway, and raises
  versions at once.
"""

from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION articles_note_change(VARIADIC scopes integer[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    before text := coalesce(nullif(current_setting('newsportal.changed_scopes', true), ''), ',');
    noted text := before;
    scope integer;
BEGIN
    FOREACH scope IN ARRAY scopes LOOP
        IF strpos(noted, ',' || scope || ',') = 0 THEN
            noted := noted || scope || ',';
        END IF;
    END LOOP;
    IF noted = before THEN
        RETURN false;
    END IF;
    PERFORM set_config('newsportal.changed_scopes', noted, true);
    RETURN true;
END $$;

CREATE FUNCTION articles_raise_versions(scopes integer[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_publicversion AS known (scope, version)
    SELECT scope, extract(epoch FROM clock_timestamp()) * 1000000
    FROM unnest(scopes) AS scope ORDER BY scope
    ON CONFLICT (scope) DO UPDATE SET version = greatest(known.version + 1, EXCLUDED.version)
$$;

CREATE FUNCTION articles_raise_noted_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted text := current_setting('newsportal.changed_scopes', true);
BEGIN
    IF coalesce(noted, '') <> '' THEN
        PERFORM set_config('newsportal.changed_scopes', '', true);
        PERFORM articles_raise_versions(string_to_array(trim(',' FROM noted), ',')::integer[]);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION articles_raise_emptied_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_raise_versions(TG_ARGV[0]::integer[]);
    RETURN NULL;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION articles_raise_emptied_versions();
DROP FUNCTION articles_raise_noted_versions();
DROP FUNCTION articles_raise_versions(integer[]);
DROP FUNCTION articles_note_change(VARIADIC integer[]);
"""
# What pages show of the newsroom's work. Working copies and revisions are nobody's but the newsroom's.
TABLES = (
    "articles_affiliation",
    "articles_credit",
    "articles_edition",
    "articles_identifier",
    "articles_image",
    "articles_organisation",
    "articles_organisationname",
    "articles_person",
    "articles_personname",
    "articles_placement",
    "articles_publication",
    "articles_redirect",
    "articles_rendition",
    "articles_section",
    "articles_subject",
)
TRIGGERS = """
CREATE CONSTRAINT TRIGGER public_version_of_rows AFTER INSERT OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (articles_note_change(0))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE CONSTRAINT TRIGGER public_version_of_changes AFTER UPDATE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND articles_note_change(0))
    EXECUTE FUNCTION articles_raise_noted_versions();
CREATE TRIGGER public_version_of_emptying AFTER TRUNCATE ON {table}
    EXECUTE FUNCTION articles_raise_emptied_versions('{{0}}');
"""
NO_TRIGGERS = """
DROP TRIGGER public_version_of_rows ON {table};
DROP TRIGGER public_version_of_changes ON {table};
DROP TRIGGER public_version_of_emptying ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_credits_of_printed_bylines")]

    operations = [
        migrations.CreateModel(
            name="PublicVersion",
            fields=[
                ("scope", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["starts_at"], name="placement_start"),
        ),
        migrations.AddConstraint(
            model_name="publicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__lte", 64)),
                name="public_version_scope_known",
                violation_error_message="There are 65 scopes, from 0 to 64.",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *(
            migrations.RunSQL(TRIGGERS.format(table=table), NO_TRIGGERS.format(table=table))
            for table in TABLES
        ),
    ]
