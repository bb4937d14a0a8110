"""Every order of a thread, and what is new in it, begins anywhere by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0027_names_that_look_alike"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("parent__isnull", True)),
                fields=["thread", "rank", "id"],
                name="comment_heads_by_rank",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("picked_at__isnull", False), ("state", "published")),
                fields=["thread", "picked_at", "id"],
                name="comment_picks",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["thread", "published_at", "id"],
                name="comment_published",
            ),
        ),
    ]
