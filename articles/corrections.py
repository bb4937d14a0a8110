"""What readers have been told of mistakes: below a story, on the page of corrections, and in its feed.

A correction that was put into other words is told once, by its newest words and at their time; the
earlier ones stay in the record of editions. The page and the feed tell of stories that readers can see at
that instant: what was withdrawn tells of its corrections at its own address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from articles.models import Edition
from articles.models.edition import TOLD, EditionQuerySet
from articles.paging import Cursor, Page, cut
from newsportal.database.prepared import Prepared

CORRECTIONS_ON_A_PAGE = 50
CORRECTIONS_IN_THE_FEED = 30
# One more tells whether a page follows.
CORRECTIONS_READ = CORRECTIONS_ON_A_PAGE + 1
CORRECTION_COLUMNS = ("first_number", "kind", "starts_at", "first_told_at", "note", "is_grave")
# Of the story as readers see it now, which is another edition by then.
STORY_COLUMNS = ("path", "headline", "published_at")


class Correction(NamedTuple):
    """What was wrong and what is right, or what could be misunderstood.

    `number` is that of the edition by which readers were told first, whatever words it has today;
    `starts_at` is the time of these words, `first_told_at` of the first ones if they were others.
    """

    number: int
    kind: str
    starts_at: datetime
    first_told_at: datetime | None
    note: str
    is_grave: bool

    @property
    def label(self) -> str:
        """The word before it: Correction or Clarification."""
        return str(Edition.Kind(self.kind).label)

    @property
    def anchor(self) -> str:
        """Where it stands on the story's page."""
        return f"correction-{self.number}"

    @property
    def told_at(self) -> datetime:
        """When readers were told first."""
        return self.first_told_at or self.starts_at


class ListedCorrection(NamedTuple):
    """A correction with the story as readers see it now."""

    pk: int
    article_id: int
    path: str
    headline: str
    published_at: datetime
    correction: Correction

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"{self.path}#{self.correction.anchor}"


@dataclass(frozen=True)
class DayOfCorrections:
    """What readers were told on one day, newest first."""

    date: date
    corrections: list[ListedCorrection]


def told(editions: EditionQuerySet, *, at: datetime) -> EditionQuerySet:
    """Those of the editions whose notes readers are told at that instant, with their first times.

    What belongs to a row is asked for row by row, in sub-selects that no planner takes for a join: a page
    then costs what stands on it, whatever is known of how corrections are spread.
    """
    later_words = Edition.objects.filter(
        article=OuterRef("article"),
        rewords=Coalesce(OuterRef("rewords"), OuterRef("number")),
        number__gt=OuterRef("number"),
        starts_at__lte=at,
    )
    first_words = Edition.objects.filter(article=OuterRef("article"), number=OuterRef("rewords"))
    return (
        editions.filter(kind__in=TOLD, starts_at__lte=at)
        .annotate(
            later_words=Subquery(later_words.values("pk")[:1]),
            first_number=Coalesce(F("rewords"), F("number")),
            first_told_at=Subquery(first_words.values("starts_at")),
        )
        .filter(later_words=None)
    )


def corrections_of(article: int, *, at: datetime) -> list[Correction]:
    """What readers have been told of a story's mistakes, newest first."""
    return _OF_ARTICLE.rows(article=article, at=at)


def latest_corrections(*, at: datetime, before: Cursor | None = None) -> Page[ListedCorrection]:
    """A page of the corrections of all stories, newest first."""
    moment, key = (before.at, before.key) if before else (None, None)
    rows = _LATEST.rows(at=at, before=moment, key=key)
    return cut(rows, CORRECTIONS_ON_A_PAGE, _place_of)


def corrections_for_feed(*, at: datetime) -> list[ListedCorrection]:
    """The newest corrections of all stories."""
    return _LATEST.rows(at=at, before=None, key=None)[:CORRECTIONS_IN_THE_FEED]


def by_day(corrections: Iterable[ListedCorrection]) -> list[DayOfCorrections]:
    """Group them by the newsroom's day on which readers were told, without changing the order."""
    groups = groupby(corrections, lambda one: timezone.localdate(one.correction.starts_at))
    return [DayOfCorrections(day, list(group)) for day, group in groups]


def _place_of(listed: ListedCorrection) -> Cursor:
    return Cursor(listed.correction.starts_at, listed.pk)


def _correction(*columns: Any) -> Correction:
    return Correction._make(columns)


def _of_article(*, article: int, at: datetime) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = told(Edition.objects.filter(article=article), at=at)
    return rows.order_by("-starts_at", "-pk").values(*CORRECTION_COLUMNS)


def _latest(*, at: datetime, before: datetime | None, key: int | None) -> QuerySet[Any, Any]:
    corrections = told(Edition.objects.all(), at=at)
    if before is not None and key is not None:
        earlier = Q(starts_at__lt=before) | Q(pk__lt=key)
        corrections = corrections.filter(earlier, starts_at__lte=before)
    seen = Edition.objects.visible(at=at).filter(article=OuterRef("article"))
    story = JSONObject(**{name: name for name in STORY_COLUMNS})
    rows: QuerySet[Any, Any] = (
        corrections.annotate(story=Subquery(seen.values(data=story)[:1]))
        .filter(story__isnull=False)
        .order_by("-starts_at", "-pk")
    )
    return rows.values("pk", "article_id", "story", *CORRECTION_COLUMNS)[:CORRECTIONS_READ]


def _listed(pk: int, article: int, story: dict[str, Any], *correction: Any) -> ListedCorrection:
    published_at = datetime.fromisoformat(story["published_at"])
    return ListedCorrection(
        pk,
        article,
        story["path"],
        story["headline"],
        published_at,
        Correction._make(correction),
    )


# At one plan the conditions on the kind are written out, so the index of corrections answers.
_OF_ARTICLE = Prepared(_of_article, _correction)
_LATEST = Prepared(_latest, _listed, one_plan=True)
