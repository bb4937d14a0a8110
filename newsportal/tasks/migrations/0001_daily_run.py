"""The days for which daily tasks were enqueued: a row can be made once, whatever the machine."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DailyRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task", models.CharField(max_length=64)),
                ("day", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "day"),
                        name="daily_run_once_a_day",
                        violation_error_message="This was done today.",
                    )
                ],
            },
        ),
    ]
