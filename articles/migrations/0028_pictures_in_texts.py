"""Which pictures of the library stand in texts, of working copies and of editions.

Triggers read it from the texts themselves, so it is true whoever wrote them: a form, an import, or a
revision that was restored. A picture that the library does not have is passed over: the checklist says so.
Texts from before had no pictures in them.
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_pictures_in(markup text) RETURNS SETOF bigint
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT image.id FROM articles_image image WHERE image.id IN (
        SELECT found[1]::bigint
        FROM regexp_matches(markup, '<figure[^>]* data-picture="([1-9][0-9]{0,17})"', 'g') AS found
    )
$$;

CREATE FUNCTION articles_note_illustrations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_illustration
    WHERE article_id = NEW.id AND image_id NOT IN (SELECT articles_pictures_in(NEW.body));
    INSERT INTO articles_illustration (article_id, image_id)
    SELECT NEW.id, picture FROM articles_pictures_in(NEW.body) AS picture
    ON CONFLICT (article_id, image_id) DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION articles_note_printed_illustrations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_printedillustration (edition_id, image_id)
    SELECT NEW.id, picture FROM articles_pictures_in(NEW.body_html) AS picture;
    RETURN NULL;
END $$;

CREATE TRIGGER illustrations_of_article AFTER INSERT ON articles_article
    FOR EACH ROW WHEN (NEW.body LIKE '% data-picture="%')
    EXECUTE FUNCTION articles_note_illustrations();
CREATE TRIGGER illustrations_of_changed_article AFTER UPDATE OF body ON articles_article
    FOR EACH ROW WHEN (
        NEW.body IS DISTINCT FROM OLD.body
        AND (NEW.body LIKE '% data-picture="%' OR OLD.body LIKE '% data-picture="%')
    ) EXECUTE FUNCTION articles_note_illustrations();
CREATE TRIGGER illustrations_of_edition AFTER INSERT ON articles_edition
    FOR EACH ROW WHEN (NEW.body_html LIKE '% data-picture="%')
    EXECUTE FUNCTION articles_note_printed_illustrations();
"""
BACKWARD = """
DROP TRIGGER illustrations_of_edition ON articles_edition;
DROP TRIGGER illustrations_of_changed_article ON articles_article;
DROP TRIGGER illustrations_of_article ON articles_article;
DROP FUNCTION articles_note_printed_illustrations();
DROP FUNCTION articles_note_illustrations();
DROP FUNCTION articles_pictures_in(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0027_articles_by_who_began_them"),
    ]

    operations = [
        migrations.CreateModel(
            name="Illustration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="illustrations",
                        to="articles.article",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="illustrations",
                        to="articles.image",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["image", "article"], name="illustration_by_image")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "image"),
                        name="illustration_once",
                        violation_error_message="The text has this picture already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintedIllustration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="illustrations",
                        to="articles.edition",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.image",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["image", "edition"], name="printed_illustration_by_image")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "image"),
                        name="printed_illustration_once",
                        violation_error_message="The edition has this picture already.",
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
