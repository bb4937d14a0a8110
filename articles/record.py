"""What readers may know of an article's past: where it stands, and how far back its text may be read."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from articles.cards import SECTION_COLUMNS, SectionName
from articles.models import Edition
from newsportal.database.prepared import Prepared

HISTORY = "history/"


def history_url(path: str, number: int) -> str:
    """Where a story's history tells of an edition, however many have followed it since."""
    return f"{path}{HISTORY}?before={number + 1}#edition-{number}"


class Record(NamedTuple):
    """An article as its latest edition has it; `number` is that edition's, of which there are as many.

    What editions up to `withdrawn_through` said was taken back at `withdrawn_at`, and is not shown to
    anybody again, whether the article was published again or not. Up to `forbidden_through` a legal
    order took it, and their headlines and notes are not told either.
    """

    article_id: int
    number: int
    path: str
    headline: str
    published_at: datetime
    updated_at: datetime | None
    section: SectionName
    withdrawn_through: int
    withdrawn_at: datetime | None
    forbidden_through: int

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing of it is public now."""
        return self.withdrawn_through == self.number

    @property
    def is_forbidden(self) -> bool:
        """Whether nothing of it is public now because of a legal order."""
        return self.forbidden_through == self.number

    @property
    def history_path(self) -> str:
        """The page of its editions."""
        return f"{self.path}{HISTORY}"

    def is_open(self, number: int) -> bool:
        """Whether readers may read what that edition said."""
        return number > self.withdrawn_through


def record_at(path: str, *, at: datetime) -> Record | None:
    """The record of the article that was the last to have an address, if one was public there by then."""
    return _RECORD.first(path=path, article=None, at=at)


def record_of(article: int, *, at: datetime) -> Record | None:
    """The record of an article (its key), if it has been public by then."""
    return _RECORD.first(path=None, article=article, at=at)


def _latest(*, path: str | None, article: int | None, at: datetime) -> QuerySet[Any, Any]:
    editions = Edition.objects.filter(starts_at__lte=at)
    there = editions.filter(path=path).order_by("-starts_at").values("article")[:1]
    of_article = editions.filter(article=Subquery(there) if article is None else article)
    withdrawn = (
        Edition.objects.withdrawn(at=at).filter(article=OuterRef("article")).order_by("-number")
    )
    rows: QuerySet[Any, Any] = of_article.order_by("-number").values(
        "article_id",
        "number",
        "path",
        "headline",
        "published_at",
        "updated_at",
        *SECTION_COLUMNS,
        withdrawn_through=Subquery(withdrawn.values("number")[:1]),
        withdrawn_at=Subquery(withdrawn.values("ends_at")[:1]),
        forbidden_through=Subquery(withdrawn.filter(is_legal_order=True).values("number")[:1]),
    )
    return rows[:1]


def _record(*columns: Any) -> Record:
    *own, through, withdrawn_at, forbidden = columns
    section = SectionName(*own[6:])
    return Record._make((*own[:6], section, through or 0, withdrawn_at, forbidden or 0))


# At one plan the condition on the reason is written out, so the index of withdrawn editions answers.
_RECORD = Prepared(_latest, _record, one_plan=True)
