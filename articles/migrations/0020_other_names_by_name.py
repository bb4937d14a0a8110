"""Other names of people and organisations by the name itself: whom the words of a text may name.

The checklist before publishing asks it of every capitalised phrase of an article.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # The newsroom works while the indexes are built.
    dependencies = [("articles", "0019_section_editors")]
    operations = [
        AddIndexConcurrently(
            model_name="personname",
            index=models.Index(fields=["name"], name="person_other_name"),
        ),
        AddIndexConcurrently(
            model_name="organisationname",
            index=models.Index(fields=["name"], name="organisation_other_name"),
        ),
    ]
