"""Whom an edition is by, as rows: somebody's newest stories are a range of an index.

The composite foreign key, which Django can't declare, keeps the repeated time that of the edition.
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
ALTER TABLE articles_credit ADD CONSTRAINT credit_published_with_edition
    FOREIGN KEY (edition_id, published_at) REFERENCES articles_edition (id, published_at)
    DEFERRABLE INITIALLY DEFERRED;
"""

BACKWARD = "ALTER TABLE articles_credit DROP CONSTRAINT credit_published_with_edition"


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_keys_of_the_record")]
    operations = [
        migrations.CreateModel(
            name="Credit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="articles.edition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="articles.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="credit",
            index=models.Index(
                fields=["person", "-published_at", "-edition"], name="credit_person_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.UniqueConstraint(
                fields=("edition", "person"),
                name="credit_person_once",
                violation_error_message="This edition is by the person already.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
