"""Who used a name first on an article, so that another who uses it can be told apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_append_only_events")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="nickname_key",
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="comment",
            name="is_namesake",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["thread", "nickname_key", "id"], name="comment_namesakes"),
        ),
    ]
