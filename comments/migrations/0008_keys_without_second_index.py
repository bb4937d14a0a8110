"""A key needs no index of its own where a stated index begins with the same column.

The one on `root` did harm: the planner took it for the first replies of a conversation and read and
sorted all of them, where `comment_conversation` stops after the first ten.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_newsroom_groups"),
    ]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="root",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conversation",
                to="comments.comment",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="thread",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="comments.thread",
            ),
        ),
        migrations.AlterField(
            model_name="moderationevent",
            name="comment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="comments.comment",
            ),
        ),
    ]
