"""Names that look like one another, and whose name one is.

Keys of earlier names are made anew: a key was the name but for case and width, now it is what that looks like.
"""

from django.db import migrations, models

ONE_BATCH = 2000
# Whom a nickname stands for is asked whenever a comment is posted.
INDEX = "CREATE INDEX reader_by_name ON comments_reader (lower(normalize(display_name, NFKC)))"
NO_INDEX = "DROP INDEX reader_by_name"


def make_keys(apps, schema_editor):
    """The keys of all names that there are, a batch at a time."""
    from comments.nicknames import nickname_key, nickname_look

    comments = apps.get_model("comments", "Comment").objects
    after = 0
    while batch := list(comments.filter(pk__gt=after).order_by("pk").only("nickname")[:ONE_BATCH]):
        for comment in batch:
            comment.nickname_key = nickname_key(comment.nickname)
            comment.nickname_look = nickname_look(comment.nickname)
        comments.bulk_update(batch, ["nickname_key", "nickname_look"])
        after = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0026_possible_transitions"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="nickname_look",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=100),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("nickname_look", ""), _negated=True),
                fields=["thread", "nickname_look", "id"],
                name="comment_lookalikes",
            ),
        ),
        migrations.RunSQL(INDEX, NO_INDEX),
        migrations.RunPython(make_keys, migrations.RunPython.noop),
    ]
