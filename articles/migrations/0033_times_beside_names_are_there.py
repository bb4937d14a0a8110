"""Every name has the times of its edition, and nobody can give it others."""

from django.db import migrations, models

TRIGGERS = """
CREATE OR REPLACE TRIGGER times_of_edition
    BEFORE INSERT OR UPDATE OF edition_id, starts_at, ends_at ON articles_subject
    FOR EACH ROW EXECUTE FUNCTION articles_take_times_of_edition();
CREATE OR REPLACE TRIGGER times_of_edition
    BEFORE INSERT OR UPDATE OF edition_id, starts_at, ends_at ON articles_credit
    FOR EACH ROW EXECUTE FUNCTION articles_take_times_of_edition();
"""
AT_ENTRY_ONLY = """
CREATE OR REPLACE TRIGGER times_of_edition BEFORE INSERT ON articles_subject
    FOR EACH ROW EXECUTE FUNCTION articles_take_times_of_edition();
CREATE OR REPLACE TRIGGER times_of_edition BEFORE INSERT ON articles_credit
    FOR EACH ROW EXECUTE FUNCTION articles_take_times_of_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0032_times_beside_names_of_editions")]
    operations = [
        migrations.AlterField(
            model_name="subject",
            name="starts_at",
            field=models.DateTimeField(editable=False),
        ),
        migrations.AlterField(
            model_name="credit",
            name="starts_at",
            field=models.DateTimeField(editable=False),
        ),
        migrations.RunSQL(TRIGGERS, AT_ENTRY_ONLY),
    ]
