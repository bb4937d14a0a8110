"""The right to moderate, and the order of the moderators' list: what waits comes first."""

from django.db import migrations, models

DESK_ORDER = models.Case(
    models.When(state__in=["held", "hidden"], then=models.Value(0)), default=models.Value(1)
)


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_heads_of_conversations")]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={
                "permissions": [
                    (
                        "moderate_comment",
                        "Can approve, hide, remove, reject and restore comments",
                    )
                ]
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                DESK_ORDER,
                models.F("created_at").desc(),
                models.F("id").desc(),
                name="comment_desk",
            ),
        ),
        migrations.RemoveIndex(model_name="comment", name="comment_newest"),
    ]
