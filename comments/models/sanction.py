from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models import Article, Section
from comments.models.comment import Comment
from comments.models.reader import Reader


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Reading sanctions."""

    def in_force(self, *, at: datetime) -> Self:
        """What binds an author at that instant: nothing has to run for one to end."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gt=at),
            starts_at__lte=at,
            ended_at__isnull=True,
            acknowledged_at__isnull=True,
        )

    def of_author(self, author_key: str) -> Self:
        """Those of one author; of nobody where nothing is known of them."""
        return self.filter(author_key=author_key).exclude(author_key="")

    def on_article(self, article_id: int) -> Self:
        """Those that reach an article: of the whole site, of its section, or of itself."""
        return self.filter(
            Q(section__isnull=True, article__isnull=True)
            | Q(article=article_id)
            | Q(section__in=Article.objects.filter(pk=article_id).values("section"))
        )

    def newest_first(self) -> Self:
        return self.order_by("-pk")


class Sanction(models.Model):
    """What an author may not do for a while, and why: on the whole site, in a section, on an article.

    It names an author by `author_key`, an account or else a browser; `reader` is the account for those
    who look at it. A warning binds until its author has read it, everything else until `until` or until
    somebody ends it. Nothing but its end is ever changed.
    """

    class Kind(models.TextChoices):
        WARN = "warn", "Warning"
        MUTE = "mute", "May not comment for a while"
        PREMODERATE = "premoderate", "Always moderated first"
        BAN = "ban", "Banned from commenting"

    kind = models.CharField(max_length=11, choices=Kind)
    author_key = models.CharField(max_length=32, editable=False)
    reader = models.ForeignKey(
        Reader, models.PROTECT, null=True, blank=True, related_name="sanctions"
    )
    comment = models.ForeignKey(
        Comment, models.SET_NULL, null=True, blank=True, related_name="sanctions"
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SanctionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sanction_kind_known",
                condition=Q(kind__in=["warn", "mute", "premoderate", "ban"]),
                violation_error_message="Warn, mute, premoderate or ban.",
            ),
            models.CheckConstraint(
                name="sanction_author_known",
                condition=~Q(author_key=""),
                violation_error_message="Nothing is known any more of who wrote this.",
            ),
            models.CheckConstraint(
                name="sanction_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Write a reason; its author reads it.",
            ),
            models.CheckConstraint(
                name="sanction_of_one_scope",
                condition=Q(section__isnull=True) | Q(article__isnull=True),
                violation_error_message="Choose the site, a section or an article.",
            ),
            models.CheckConstraint(
                name="sanction_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gt=F("starts_at")),
                violation_error_message="Choose an end that lies ahead.",
            ),
            models.CheckConstraint(
                name="sanction_mute_ends",
                condition=~Q(kind="mute") | Q(until__isnull=False),
                violation_error_message="Say how long; a ban is for good.",
            ),
            models.CheckConstraint(
                name="sanction_warning_waits_to_be_read",
                condition=(Q(kind="warn", until__isnull=True))
                | (~Q(kind="warn") & Q(acknowledged_at__isnull=True)),
                violation_error_message="A warning ends when it was read, and nothing else does.",
            ),
            models.CheckConstraint(
                name="sanction_ended_by_somebody",
                condition=Q(ended_at__isnull=False) | Q(ended_by__isnull=True),
                violation_error_message="What somebody has ended says when.",
            ),
        ]
        indexes: ClassVar = [
            # What binds whoever is about to write.
            models.Index(
                name="sanction_binding",
                fields=["author_key", "id"],
                condition=Q(ended_at__isnull=True, acknowledged_at__isnull=True),
            ),
            # All that an author ever got, for moderators.
            models.Index(name="sanction_by_author", fields=["author_key", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.where}"

    @property
    def where(self) -> str:
        """Its scope in words: "on the whole site"."""
        if self.article is not None:
            return f"on “{self.article.headline}”"
        return f"in {self.section.name}" if self.section is not None else "on the whole site"

    def is_in_force(self, *, at: datetime) -> bool:
        """Whether it binds its author at that instant."""
        return (
            self.starts_at <= at
            and (self.until is None or at < self.until)
            and self.ended_at is None
            and self.acknowledged_at is None
        )
