from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models import Article, Section


class Rule(models.Model):
    """What the site does by itself about a new comment, written by moderators.

    `version` rises with every change of what the rule says (not when it is switched on or off), and
    each version is kept (`RuleVersion`). Its numbers mean what its kind makes of them
    (`comments.rules.kinds`); `share` is in per cent. Rules are never deleted: signals name them.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "Words and phrases"
        DOMAINS = "domains", "Links to certain sites"
        SHORTENERS = "shorteners", "Links through shorteners"
        LINKS = "links", "Many links"
        NEWCOMERS = "newcomers", "First comments of an author"
        REPEATS = "repeats", "The same text again"
        RATE = "rate", "Many comments of one author"
        HEATED = "heated", "Heated discussion"
        REJECTIONS = "rejections", "Authors whose comments are often rejected"

    class Action(models.TextChoices):
        NUDGE = "nudge", "Ask the author to read it again"
        HOLD = "hold", "Hold it for a moderator"
        REJECT = "reject", "Do not take it, and tell the author why"

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    action = models.CharField(max_length=6, choices=Action, default=Action.HOLD)
    is_on = models.BooleanField(default=False)
    entries = models.TextField(blank=True)
    whole_words = models.BooleanField(default=True)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    pause = models.PositiveSmallIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    message = models.CharField(max_length=300, blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rule_action_known",
                condition=Q(action__in=["nudge", "hold", "reject"]),
                violation_error_message="Choose one of the actions.",
            ),
            models.CheckConstraint(
                name="rule_name_not_empty",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Give the rule a name.",
            ),
            models.CheckConstraint(
                name="rule_for_one_place",
                condition=Q(section__isnull=True) | Q(article__isnull=True),
                violation_error_message="Choose a section or an article, not both.",
            ),
            models.CheckConstraint(
                name="rule_has_its_numbers",
                condition=Q(kind__in=["words", "domains"], entries__regex=r"\S")
                | Q(kind="shorteners")
                | Q(kind__in=["links", "newcomers"], amount__isnull=False)
                | Q(kind="repeats", share__isnull=False, share__range=(50, 100))
                | Q(
                    kind="rate",
                    amount__isnull=False,
                    amount__gt=0,
                    minutes__isnull=False,
                    minutes__range=(1, 1440),
                )
                | Q(
                    kind="heated",
                    amount__isnull=False,
                    amount__gt=0,
                    minutes__isnull=False,
                    minutes__range=(1, 1440),
                    pause__isnull=False,
                    pause__range=(1, 1440),
                )
                | Q(
                    kind="rejections",
                    amount__isnull=False,
                    amount__gt=0,
                    share__isnull=False,
                    share__range=(1, 100),
                ),
                violation_error_message="Fill in what this kind of rule goes by.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RuleVersion(models.Model):
    """What a rule said from one change to the next: a signal names the version that fired."""

    rule = models.ForeignKey(Rule, models.CASCADE, db_index=False, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("rule"),
                F("number").desc(),
                name="rule_version_once",
                violation_error_message="Somebody else changed this rule at the same moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}, version {self.number}"
