"""When an edition begins and ends, beside whom it names and whom it is by.

Pages of people and organisations, and their registers, count and list hundreds of rows, and asked the
edition of each whether it is visible. The index over the rows can answer that itself, if they say it.

Triggers write both times, whatever is given: a row takes its edition's, whose row is kept as it is until
the transaction ends, and an edition that ends tells its rows. That writes the beginning, too, so the next
migration, which fills in what is missing, writes nothing that has just become wrong. Its indexes take the
names of those that are there; until they are built, pages go by the former ones.
"""

from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION articles_take_times_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT starts_at, ends_at INTO NEW.starts_at, NEW.ends_at
    FROM articles_edition WHERE id = NEW.edition_id FOR SHARE;
    RETURN NEW;
END $$;

CREATE FUNCTION articles_tell_times_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_subject SET starts_at = NEW.starts_at, ends_at = NEW.ends_at
    WHERE edition_id = NEW.id;
    UPDATE articles_credit SET starts_at = NEW.starts_at, ends_at = NEW.ends_at
    WHERE edition_id = NEW.id;
    RETURN NULL;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION articles_tell_times_of_edition();
DROP FUNCTION articles_take_times_of_edition();
"""
TRIGGERS = """
CREATE TRIGGER times_of_edition BEFORE INSERT ON articles_subject
    FOR EACH ROW EXECUTE FUNCTION articles_take_times_of_edition();
CREATE TRIGGER times_of_edition BEFORE INSERT ON articles_credit
    FOR EACH ROW EXECUTE FUNCTION articles_take_times_of_edition();
CREATE TRIGGER times_beside_names AFTER UPDATE OF ends_at ON articles_edition
    FOR EACH ROW WHEN (OLD.ends_at IS DISTINCT FROM NEW.ends_at)
    EXECUTE FUNCTION articles_tell_times_of_edition();
"""
NO_TRIGGERS = """
DROP TRIGGER times_beside_names ON articles_edition;
DROP TRIGGER times_of_edition ON articles_credit;
DROP TRIGGER times_of_edition ON articles_subject;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0030_withdrawn_editions_of_an_article")]
    operations = [
        migrations.AddField(
            model_name="subject",
            name="starts_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="subject",
            name="ends_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="credit",
            name="starts_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="credit",
            name="ends_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RenameIndex(
            model_name="subject",
            old_name="subject_person_newest",
            new_name="subject_person_former",
        ),
        migrations.RenameIndex(
            model_name="subject",
            old_name="subject_organisation_newest",
            new_name="subject_organisation_former",
        ),
        migrations.RenameIndex(
            model_name="credit", old_name="credit_person_newest", new_name="credit_person_former"
        ),
    ]
