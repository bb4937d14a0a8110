"""What was refused is found for its erasure by index, and an erased comment is not always its author's wish."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0032_readers_names"),
    ]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="state",
            field=models.CharField(
                choices=[
                    ("held", "Waiting for a moderator"),
                    ("published", "Published"),
                    ("hidden", "Hidden until a moderator decides"),
                    ("rejected", "Rejected"),
                    ("removed", "Removed, with a mark and a reason"),
                    ("withdrawn", "Withdrawn by its author"),
                    ("erased", "Erased, without words and name"),
                    ("spam", "Spam"),
                ],
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state__in", ["rejected", "spam"])),
                fields=["state", "created_at", "id"],
                name="comment_refused",
            ),
        ),
    ]
