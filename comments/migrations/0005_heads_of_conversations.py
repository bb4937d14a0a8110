"""A root that is not shown keeps its place while replies to it are shown, so the index has them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_namesakes")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["thread", "created_at", "id"],
                condition=models.Q(("parent__isnull", True)),
                name="comment_heads",
            ),
        ),
        migrations.RemoveIndex(model_name="comment", name="comment_roots"),
    ]
