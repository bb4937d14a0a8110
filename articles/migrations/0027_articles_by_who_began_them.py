"""What somebody began, the latest change first: the drafts on their desk.

The index begins with the key, which needs none of its own any more.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # The newsroom works while the index is built.
    dependencies = [
        ("articles", "0026_hand_overs_and_embargoes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        AddIndexConcurrently(
            model_name="article",
            index=models.Index(
                fields=["created_by", "-changed_at", "-id"], name="article_begun_by"
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="created_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
