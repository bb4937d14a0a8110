"""Acts that were recorded, and those of transactions that have not ended."""

import django.core.serializers.json
import django.db.models.functions.comparison
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("act", models.CharField(max_length=60)),
                ("actor_key", models.BigIntegerField(null=True)),
                ("actor", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=40)),
                ("object_key", models.CharField(max_length=40)),
                ("object", models.CharField(max_length=300)),
                (
                    "before",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("request", models.CharField(blank=True, max_length=64)),
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "act",
                "verbose_name_plural": "acts",
                "db_table": "audit_entry",
                "indexes": [
                    models.Index(fields=["actor_key", "-number"], name="audit_entry_by_actor"),
                    models.Index(fields=["act", "-number"], name="audit_entry_by_act"),
                    models.Index(
                        fields=["kind", "object_key", "-number"], name="audit_entry_by_object"
                    ),
                    models.Index(fields=["at"], name="audit_entry_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(max_length=60)),
                ("actor_key", models.BigIntegerField(null=True)),
                ("actor", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=40)),
                ("object_key", models.CharField(max_length=40)),
                ("object", models.CharField(max_length=300)),
                (
                    "before",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("request", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "db_table": "audit_note",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__regex", "^[a-z]+\\.[a-z_]+$")),
                        name="audit_note_act_well_formed",
                        violation_error_message="An act is named as in article.published.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actor__regex", "\\S")),
                        name="audit_note_names_its_actor",
                        violation_error_message="Say who acts, or which program.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                models.Func(
                                    django.db.models.functions.comparison.Cast(
                                        "before", models.TextField()
                                    ),
                                    function="octet_length",
                                    output_field=models.IntegerField(),
                                ),
                                32000,
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                models.Func(
                                    django.db.models.functions.comparison.Cast(
                                        "after", models.TextField()
                                    ),
                                    function="octet_length",
                                    output_field=models.IntegerField(),
                                ),
                                32000,
                            ),
                        ),
                        name="audit_note_bounded",
                        violation_error_message="Record what changed, not the whole row.",
                    ),
                ],
            },
        ),
    ]
