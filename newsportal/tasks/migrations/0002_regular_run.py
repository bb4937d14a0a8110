"""When tasks of every few minutes were enqueued last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0001_daily_run"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegularRun",
            fields=[
                ("task", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("enqueued_at", models.DateTimeField()),
            ],
        ),
    ]
