"""Why a warning of the checklist may stay: who said so, when, and in which words; it never changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_refuse_to_change_accepted_warning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A recorded reason never changes.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_warning_is_immutable';
END $$;
CREATE TRIGGER accepted_warning_is_immutable BEFORE UPDATE ON articles_acceptedwarning
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_to_change_accepted_warning();
"""

BACKWARD = """
DROP TRIGGER accepted_warning_is_immutable ON articles_acceptedwarning;
DROP FUNCTION articles_refuse_to_change_accepted_warning();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_other_names_by_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="AcceptedWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("problem", models.CharField(max_length=1000)),
                ("reason", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accepted_warnings",
                        to="articles.article",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["article", "fingerprint"],
                        name="accepted_warning_once",
                        violation_error_message=(
                            "Somebody else gave a reason for this at the same moment."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(fingerprint__regex="^[0-9a-f]{64}$"),
                        name="accepted_warning_fingerprint_well_formed",
                        violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(problem__regex="\\S"),
                        name="accepted_warning_problem_not_empty",
                        violation_error_message="The problem must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(reason__regex="\\S"),
                        name="accepted_warning_reason_not_empty",
                        violation_error_message="The reason must not be empty.",
                    ),
                ]
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
