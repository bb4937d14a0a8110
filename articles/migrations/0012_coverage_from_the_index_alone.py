"""The certainty goes into the indexes over coverage: a page's rows and their order come from them alone.

Where a query is planned for whoever comes, the planner thinks of an average person, whose ten rows it
would rather sort; for the best known it then read and sorted a hundred thousand to show thirty, and as
many more to find that none of them was disputed.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_public_versions")]
    operations = [
        migrations.RemoveIndex(model_name="subject", name="subject_person_newest"),
        migrations.RemoveIndex(model_name="subject", name="subject_organisation_newest"),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person", "certainty", "-published_at", "-edition"],
                name="subject_person_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("organisation__isnull", False)),
                fields=["organisation", "certainty", "-published_at", "-edition"],
                name="subject_organisation_newest",
            ),
        ),
    ]
