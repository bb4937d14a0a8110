"""The credits of the editions that are there, from the links of their printed bylines.

An earlier address of somebody is one of theirs by its redirect. The index over bylines is not needed
any more: it found the stories by somebody in no order, so that all of them had to be sorted.
"""

from django.db import migrations

# PostgreSQL can't guess how many links a byline has, so they are written down and counted before they
# are joined; a million editions take a few minutes, most of them for the foreign keys.
FILL = """
CREATE TEMPORARY TABLE printed ON COMMIT DROP AS
    SELECT id AS edition_id, published_at,
           jsonb_path_query(bylines, '$[*].people[*].url') #>> '{}' AS path
    FROM articles_edition;
CREATE TEMPORARY TABLE address ON COMMIT DROP AS
    SELECT '/people/' || slug || '/' AS path, id AS person_id FROM articles_person
    UNION ALL
    SELECT path, person_id FROM articles_redirect WHERE person_id IS NOT NULL;
ANALYZE printed;
ANALYZE address;
INSERT INTO articles_credit (edition_id, person_id, published_at)
SELECT edition_id, person_id, published_at FROM printed JOIN address USING (path)
ON CONFLICT (edition_id, person_id) DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_credits")]
    operations = [
        migrations.RunSQL(FILL, "DELETE FROM articles_credit"),
        migrations.RemoveIndex(model_name="edition", name="edition_bylines"),
    ]
