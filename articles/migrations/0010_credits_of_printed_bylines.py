"""The credits of the editions that are there, from the links of their printed bylines.

An earlier address of somebody is one of theirs by its redirect. The index over bylines is not needed
any more: it found the stories by somebody in no order, so that all of them had to be sorted.
"""

from django.db import migrations

FILL = """
INSERT INTO articles_credit (edition_id, person_id, published_at)
SELECT DISTINCT edition.id, coalesce(person.id, redirect.person_id), edition.published_at
FROM articles_edition edition
CROSS JOIN LATERAL jsonb_path_query(edition.bylines, '$[*].people[*].url') AS url
LEFT JOIN articles_person person ON '/people/' || person.slug || '/' = url #>> '{}'
LEFT JOIN articles_redirect redirect ON redirect.path = url #>> '{}'
WHERE coalesce(person.id, redirect.person_id) IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_credits")]
    operations = [
        migrations.RunSQL(FILL, "DELETE FROM articles_credit"),
        migrations.RemoveIndex(model_name="edition", name="edition_bylines"),
    ]
