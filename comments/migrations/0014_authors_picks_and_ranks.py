"""What moderation, the orders of a thread and editors' picks go by: one column each of a comment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0013_rights_are_in_a_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="author_key",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="picked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="rank",
            field=models.FloatField(db_default=0, default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("author_key"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("author_key", ""), _negated=True),
                name="comment_by_author",
            ),
        ),
    ]
