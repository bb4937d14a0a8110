"""An edition publishes a revision of its own article, and a subject repeats its edition's time.

Composite foreign keys, which Django can't declare: each repeats a column of the row it points at.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE articles_revision ADD CONSTRAINT revision_id_of_article UNIQUE (id, article_id);
ALTER TABLE articles_edition ADD CONSTRAINT edition_id_of_publication UNIQUE (id, published_at);
ALTER TABLE articles_edition ADD CONSTRAINT edition_revision_of_same_article
    FOREIGN KEY (revision_id, article_id) REFERENCES articles_revision (id, article_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE articles_subject ADD CONSTRAINT subject_published_with_edition
    FOREIGN KEY (edition_id, published_at) REFERENCES articles_edition (id, published_at)
    DEFERRABLE INITIALLY DEFERRED;
"""

BACKWARD = """
ALTER TABLE articles_subject DROP CONSTRAINT subject_published_with_edition;
ALTER TABLE articles_edition DROP CONSTRAINT edition_revision_of_same_article;
ALTER TABLE articles_edition DROP CONSTRAINT edition_id_of_publication;
ALTER TABLE articles_revision DROP CONSTRAINT revision_id_of_article;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_addresses_and_identifiers")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
