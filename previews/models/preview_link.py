from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models import Article, Revision
from articles.models.constraints import not_empty

LONGEST = timedelta(days=30)


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Reading links."""

    def of(self, article: Article) -> "PreviewLinkQuerySet":
        return self.filter(revision__article=article)

    def open(self, *, at: datetime) -> "PreviewLinkQuerySet":
        """Those that lead somewhere at an instant."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class PreviewLink(models.Model):
    """A way for one person outside of the newsroom to one revision, for a time.

    `key` is what the signed address names, `note` says who it is for. A trigger (migration
    `links_and_remarks`) refuses to change anything but the counts and, once, who revoked it and when.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="preview_links")
    key = models.CharField(max_length=22, db_index=False)
    note = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_count = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="preview_link_key_unique",
                fields=["key"],
                violation_error_message="There is a link with this key already.",
            ),
            not_empty("preview_link_note_not_empty", "note"),
            models.CheckConstraint(
                name="preview_link_ends_in_time",
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + LONGEST),
                violation_error_message="A link ends after it was made, within 30 days.",
            ),
            models.CheckConstraint(
                name="preview_link_revoked_by_somebody",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                violation_error_message="A link is revoked by somebody, at a time.",
            ),
            models.CheckConstraint(
                name="preview_link_openings_counted",
                condition=Q(opened_count=0, last_opened_at__isnull=True)
                | Q(opened_count__gt=0, last_opened_at__isnull=False),
                violation_error_message="What was opened was opened at a time.",
            ),
        ]
        indexes: ClassVar = [
            # The daily removal of links that ended long ago.
            models.Index(name="preview_link_ending", fields=["expires_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"Preview link for {self.note}"

    def is_open(self, *, at: datetime) -> bool:
        """Whether it leads somewhere at an instant."""
        return self.revoked_at is None and at < self.expires_at
