"""Windows in which an article is open, with the text that is not saved yet."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_pictures_in_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("window", models.UUIDField()),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("opened_version", models.PositiveIntegerField()),
                ("text", models.JSONField(null=True)),
                ("text_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_forms",
                        to="articles.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["article", "seen_at"], name="open_form_of_article"),
                    models.Index(fields=["user", "article", "-text_at"], name="open_form_of_user"),
                    models.Index(fields=["opened_at"], name="open_form_by_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("window",),
                        name="open_form_window_once",
                        violation_error_message="This window is known already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text__isnull", True), ("text_at__isnull", True)),
                            models.Q(("text__isnull", False), ("text_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="open_form_text_has_its_time",
                        violation_error_message="Unsaved text has the time at which it was typed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text__isnull", True),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length(
                                    django.db.models.functions.comparison.Cast(
                                        "text", models.TextField()
                                    )
                                ),
                                1000000,
                            ),
                            _connector="OR",
                        ),
                        name="open_form_text_bounded",
                        violation_error_message="This text is too long to be kept unsaved.",
                    ),
                ],
            },
        ),
    ]
