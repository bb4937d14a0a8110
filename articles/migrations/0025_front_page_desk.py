"""Stories below those of a slot, repetition by choice, and who arranged a page when."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import articles.models.period


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_corrections_and_withdrawals_by_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PendingArrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("slots", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name="placement",
            options={"verbose_name_plural": "front pages"},
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_one_story_per_slot",
        ),
        migrations.AddField(
            model_name="placement",
            name="may_repeat",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="placement",
            name="position",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="placement",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="placement",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="placements",
                to="articles.section",
            ),
        ),
        migrations.AlterField(
            model_name="placement",
            name="slot",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="placement",
            name="starts_at",
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__lte", 4)),
                name="placement_position_in_range",
                violation_error_message="At most four stories support another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("position", 0), ("may_repeat", False), _connector="OR"),
                name="placement_slot_decides_repetition",
                violation_error_message="Whether stories may repeat is said of the slot's own story.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        django.db.models.functions.comparison.Coalesce("section", models.Value(0)),
                        "=",
                    ),
                    (articles.models.period.Period("starts_at", "ends_at"), "&&"),
                    ("slot", "="),
                    ("position", "="),
                ],
                name="placement_one_story_per_slot",
                violation_error_message="Another story stands in this slot at that time.",
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="section",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="arrangements",
                to="articles.section",
            ),
        ),
        migrations.AddField(
            model_name="pendingarrangement",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pendingarrangement",
            name="section",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.section",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                fields=("section", "number"),
                name="arrangement_number_unique",
                nulls_distinct=False,
                violation_error_message="Somebody else arranged this page at the same moment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingarrangement",
            constraint=models.UniqueConstraint(
                fields=("section", "editor"),
                name="pending_arrangement_once",
                nulls_distinct=False,
                violation_error_message="You prepare an arrangement of this page already.",
            ),
        ),
    ]
