"""Rules about new comments, their versions and trials, what they noticed, and the texts of the last day."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_withdrawn_editions_of_an_article"),
        ("comments", "0017_standings_are_sanctions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecentText",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("thread_key", models.PositiveBigIntegerField()),
                ("author_key", models.CharField(blank=True, max_length=32)),
                ("created_at", models.DateTimeField()),
                ("digest", models.CharField(blank=True, max_length=32)),
                (
                    "sketch",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField()),
                ),
                (
                    "bands",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField()),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["thread_key", "-created_at"], name="recent_text_of_thread"
                    ),
                    models.Index(fields=["digest", "-created_at"], name="recent_text_same"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["bands"], name="recent_text_alike"
                    ),
                    models.Index(fields=["created_at"], name="recent_text_oldest"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "Words and phrases"),
                            ("domains", "Links to certain sites"),
                            ("shorteners", "Links through shorteners"),
                            ("links", "Many links"),
                            ("newcomers", "First comments of an author"),
                            ("repeats", "The same text again"),
                            ("rate", "Many comments of one author"),
                            ("heated", "Heated discussion"),
                            ("rejections", "Authors whose comments are often rejected"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("nudge", "Ask the author to read it again"),
                            ("hold", "Hold it for a moderator"),
                            ("reject", "Do not take it, and tell the author why"),
                        ],
                        default="hold",
                        max_length=6,
                    ),
                ),
                ("is_on", models.BooleanField(default=False)),
                ("entries", models.TextField(blank=True)),
                ("whole_words", models.BooleanField(default=True)),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("pause", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("share", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("message", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BackTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule_version", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("examined", models.PositiveIntegerField(default=0)),
                ("outcome", models.JSONField(default=dict)),
                ("examples", models.JSONField(default=list)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="back_tests",
                        to="comments.rule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("definition", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="comments.rule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision_number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("rule_version", models.PositiveIntegerField(null=True)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("note", "Noted only"),
                            (
                                "nudge",
                                "Its author was asked to read it again, and sent it all the same",
                            ),
                            ("hold", "Held for a moderator"),
                            ("reject", "Not taken"),
                        ],
                        max_length=6,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("spans", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="comments.comment",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
                        to="comments.rule",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["nudge", "hold", "reject"])),
                name="rule_action_known",
                violation_error_message="Choose one of the actions.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="rule_name_not_empty",
                violation_error_message="Give the rule a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("section__isnull", True), ("article__isnull", True), _connector="OR"
                ),
                name="rule_for_one_place",
                violation_error_message="Choose a section or an article, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entries__regex", "\\S"), ("kind__in", ["words", "domains"])),
                    ("kind", "shorteners"),
                    models.Q(("amount__isnull", False), ("kind__in", ["links", "newcomers"])),
                    models.Q(
                        ("kind", "repeats"), ("share__isnull", False), ("share__range", (50, 100))
                    ),
                    models.Q(
                        ("amount__gt", 0),
                        ("amount__isnull", False),
                        ("kind", "rate"),
                        ("minutes__isnull", False),
                        ("minutes__range", (1, 1440)),
                    ),
                    models.Q(
                        ("amount__gt", 0),
                        ("amount__isnull", False),
                        ("kind", "heated"),
                        ("minutes__isnull", False),
                        ("minutes__range", (1, 1440)),
                        ("pause__isnull", False),
                        ("pause__range", (1, 1440)),
                    ),
                    models.Q(
                        ("amount__gt", 0),
                        ("amount__isnull", False),
                        ("kind", "rejections"),
                        ("share__isnull", False),
                        ("share__range", (1, 100)),
                    ),
                    _connector="OR",
                ),
                name="rule_has_its_numbers",
                violation_error_message="Fill in what this kind of rule goes by.",
            ),
        ),
        migrations.AddIndex(
            model_name="backtest",
            index=models.Index(fields=["rule", "-id"], name="back_test_of_rule"),
        ),
        migrations.AddConstraint(
            model_name="backtest",
            constraint=models.CheckConstraint(
                condition=models.Q(("examined__lte", models.F("total"))),
                name="back_test_examines_what_there_is",
                violation_error_message="More was examined than there is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.UniqueConstraint(
                models.F("rule"),
                models.OrderBy(models.F("number"), descending=True),
                name="rule_version_once",
                violation_error_message="Somebody else changed this rule at the same moment.",
            ),
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(fields=["comment", "id"], name="signal_by_comment"),
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(
                condition=models.Q(("rule__isnull", False)),
                fields=["rule", "-id"],
                name="signal_by_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rule__isnull", True), ("rule_version__isnull", True)),
                    models.Q(("rule__isnull", False), ("rule_version__isnull", False)),
                    _connector="OR",
                ),
                name="signal_of_a_version",
                violation_error_message="A signal names the rule and its version.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["note", "nudge", "hold", "reject"])),
                name="signal_action_known",
                violation_error_message="Choose one of the actions.",
            ),
        ),
    ]
