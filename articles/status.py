"""Where an article stands, in words that an editor would use."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Edition
from articles.refusals import in_words


@dataclass(frozen=True)
class Status:
    """What readers see of an article now, and what is planned."""

    version: int
    live_version: int | None
    scheduled_at: datetime | None
    withdrawal_at: datetime | None
    was_published: bool

    @property
    def is_live(self) -> bool:
        return self.live_version is not None

    @property
    def has_unpublished_changes(self) -> bool:
        return self.live_version is not None and self.version > self.live_version

    @property
    def word(self) -> str:
        """The status as lists and forms print it."""
        if not self.is_live:
            if self.scheduled_at:
                return f"Scheduled for {in_words(self.scheduled_at)}"
            return "Withdrawn" if self.was_published else "Draft"
        if self.scheduled_at:
            return f"Live, update scheduled for {in_words(self.scheduled_at)}"
        if self.withdrawal_at:
            return f"Live, withdrawal scheduled for {in_words(self.withdrawal_at)}"
        return "Live, changes not published" if self.has_unpublished_changes else "Live"


def with_status(articles: QuerySet[Article], *, now: datetime | None = None) -> QuerySet[Article]:
    """Annotate articles with what `status_of` needs, so that a list asks once for all rows."""
    now = now or timezone.now()
    editions = Edition.objects.filter(article=OuterRef("pk"))
    live = editions.visible(at=now)
    return articles.annotate(
        status_live_version=Subquery(live.values("revision__number")[:1]),
        status_withdrawal_at=Subquery(live.exclude(withdrawal_reason="").values("ends_at")[:1]),
        status_scheduled_at=Subquery(
            editions.filter(starts_at__gt=now).order_by("starts_at").values("starts_at")[:1]
        ),
        status_was_published=Exists(editions.filter(starts_at__lte=now)),
    )


def status_of(article: Article) -> Status:
    """The status of an article, asked at this moment unless a list has annotated it."""
    annotated: Any = article
    if not hasattr(annotated, "status_was_published"):
        annotated = with_status(Article.objects.filter(pk=article.pk)).get()
    return Status(
        version=annotated.version,
        live_version=annotated.status_live_version,
        scheduled_at=annotated.status_scheduled_at,
        withdrawal_at=annotated.status_withdrawal_at,
        was_published=annotated.status_was_published,
    )


def live_edition(article: Article, *, now: datetime | None = None) -> Edition | None:
    """What readers see of the article now."""
    return article.editions.visible(at=now or timezone.now()).first()


def scheduled_edition(article: Article, *, now: datetime | None = None) -> Edition | None:
    """What readers are going to see, if something is planned."""
    return article.editions.filter(starts_at__gt=now or timezone.now()).order_by("number").first()
