"""Where an article stands, in words that an editor would use."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Edition, Embargo, HandOver
from articles.refusals import in_words


@dataclass(frozen=True)
class Status:
    """What readers see of an article now, what is planned, and where it is in the newsroom.

    `hand_over` is the kind of the one that stands, "" for none, and `handed_over_version` its text.
    `embargo_until` is the hour of an embargo that nobody has lifted, over or not.
    """

    version: int
    live_version: int | None
    scheduled_at: datetime | None
    withdrawal_at: datetime | None
    was_published: bool
    scheduled_version: int | None = None
    hand_over: str = ""
    handed_over_version: int | None = None
    embargo_until: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.live_version is not None

    @property
    def is_planned(self) -> bool:
        """Whether readers are going to see something else without anybody being here."""
        return self.scheduled_at is not None or self.withdrawal_at is not None

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether the working copy is newer than what readers see, or than what they are going to see."""
        public = self.scheduled_version or self.live_version
        return public is not None and self.version > public

    @property
    def is_submitted(self) -> bool:
        return self.hand_over == HandOver.Kind.SUBMIT

    @property
    def was_approved(self) -> bool:
        """Whether an approval stands, of this text or of an earlier one."""
        return self.hand_over == HandOver.Kind.APPROVE

    @property
    def is_approved(self) -> bool:
        """Whether the approval that stands is of the text as it is now."""
        return self.was_approved and not self.is_changed_since

    @property
    def is_changed_since(self) -> bool:
        """Whether the text was changed after the hand-over that stands."""
        return self.handed_over_version is not None and self.version > self.handed_over_version

    @property
    def is_under_embargo(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def word(self) -> str:
        """The status as lists and forms print it."""
        if self.embargo_until is None or not self.is_under_embargo or self.scheduled_at:
            return self._word
        return f"{self._word}, embargo until {in_words(self.embargo_until)}"

    @property
    def _word(self) -> str:
        changes = self._of_working_copy
        if not self.is_live:
            if self.scheduled_at:
                return f"Scheduled for {in_words(self.scheduled_at)}{self._later_changes}"
            if not self.was_published:
                return changes
            return "Withdrawn" if changes == NOT_HANDED_OVER else f"Withdrawn, {changes.lower()}"
        if self.scheduled_at:
            return f"Live, update scheduled for {in_words(self.scheduled_at)}{self._later_changes}"
        if self.withdrawal_at:
            return f"Live, withdrawal scheduled for {in_words(self.withdrawal_at)}"
        if not self.has_unpublished_changes:
            return "Live"
        changes = "not published" if changes == NOT_HANDED_OVER else changes.lower()
        return f"Live, changes {changes}"

    @property
    def _later_changes(self) -> str:
        """What is not in the edition that is scheduled."""
        if not self.has_unpublished_changes:
            return ""
        changes = self._of_working_copy
        return ", changed since" if changes == NOT_HANDED_OVER else f", changes {changes.lower()}"

    @property
    def _of_working_copy(self) -> str:
        if not self.hand_over:
            return NOT_HANDED_OVER
        word = HandOver.Kind(self.hand_over).label
        return f"{word}, changed since" if self.was_approved and self.is_changed_since else word


NOT_HANDED_OVER = "Draft"


def with_status(articles: QuerySet[Article], *, now: datetime | None = None) -> QuerySet[Article]:
    """Annotate articles with what `status_of` needs, so that a list asks once for all rows."""
    now = now or timezone.now()
    editions = Edition.objects.filter(article=OuterRef("pk"))
    live = editions.visible(at=now)
    scheduled = editions.filter(starts_at__gt=now).order_by("starts_at")
    standing = HandOver.objects.filter(article=OuterRef("pk"), is_standing=True)
    embargo = Embargo.objects.filter(article=OuterRef("pk"), lifted_at__isnull=True)
    return articles.annotate(
        status_live_version=Subquery(live.values("revision__number")[:1]),
        status_withdrawal_at=Subquery(live.exclude(withdrawal_reason="").values("ends_at")[:1]),
        status_scheduled_at=Subquery(scheduled.values("starts_at")[:1]),
        status_scheduled_version=Subquery(scheduled.values("revision__number")[:1]),
        status_was_published=Exists(editions.filter(starts_at__lte=now)),
        status_hand_over=Subquery(standing.values("kind")[:1]),
        status_handed_over_version=Subquery(standing.values("revision__number")[:1]),
        status_embargo_until=Subquery(embargo.values("until")[:1]),
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
        scheduled_version=annotated.status_scheduled_version,
        hand_over=annotated.status_hand_over or "",
        handed_over_version=annotated.status_handed_over_version,
        embargo_until=annotated.status_embargo_until,
    )


def live_edition(article: Article, *, now: datetime | None = None) -> Edition | None:
    """What readers see of the article now."""
    return article.editions.visible(at=now or timezone.now()).first()


def scheduled_edition(article: Article, *, now: datetime | None = None) -> Edition | None:
    """What readers are going to see, if something is planned."""
    return article.editions.filter(starts_at__gt=now or timezone.now()).order_by("number").first()
