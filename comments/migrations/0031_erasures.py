"""Who asked to be forgotten, and how far that has come."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0030_error_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reader_key", models.PositiveBigIntegerField()),
                (
                    "extent",
                    models.CharField(
                        choices=[
                            ("name", "My account and my name. What I wrote stays, without a name"),
                            ("text", "My account, my name and all that I wrote with the account"),
                            (
                                "nicknames",
                                "All of that, and what I wrote in this browser under nicknames without signing in",
                            ),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "author_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), default=list
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at__isnull", False)),
                        fields=["finished_at"],
                        name="erasure_oldest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("extent__in", ["name", "text", "nicknames"])),
                        name="erasure_extent_known",
                        violation_error_message="Choose what is erased.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True), ("author_keys", []), _connector="OR"
                        ),
                        name="erasure_forgets_browsers",
                        violation_error_message="What is finished knows no browser any more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            ("finished_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="erasure_finished_after_asking",
                        violation_error_message="Nothing ends before it begins.",
                    ),
                ],
            },
        ),
    ]
