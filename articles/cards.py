"""A story as lists show it, and what a page full of such cards asks the database for.

A `Card` is what its query selects and no more, with plain attributes: thirty of them cost less than one
model instance with its relations. `card_values` and `card` belong together:

    Prepared(lambda …: card_values(Edition.objects.visible(at=at).newest_first()[:8]), card)
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db.models import QuerySet

from articles.models.edition import EditionQuerySet
from articles.pictures.shown import PICTURE_COLUMNS, Picture, picture_of, renditions_of_picture
from newsportal.http.addresses import path_of

SECTION_COLUMNS = ("section_id", "section__name", "section__slug")
TEXT_COLUMNS = (
    "pk",
    "article_id",
    "path",
    "headline",
    "standfirst",
    "summary",
    "published_at",
    "updated_at",
    *SECTION_COLUMNS,
)
CARD_COLUMNS = (*TEXT_COLUMNS, *PICTURE_COLUMNS)


class SectionName(NamedTuple):
    """The section of a story, to be named and linked."""

    pk: int
    name: str
    slug: str

    @property
    def url(self) -> str:
        """The section's front."""
        return path_of("section", self.slug)


class Card(NamedTuple):
    """An edition as a list shows it."""

    pk: int
    article_id: int
    path: str
    headline: str
    standfirst: str
    summary: str
    published_at: datetime
    updated_at: datetime | None
    section: SectionName
    picture: Picture | None


class OfArticle(Protocol):
    """Whatever shows an article: an edition, its card, its page."""

    @property
    def article_id(self) -> int:
        """The article's key."""


def card_values(editions: EditionQuerySet, **added: Any) -> QuerySet[Any, Any]:
    """The columns that `card` takes; what is `added` follows them, by name."""
    rows: QuerySet[Any, Any] = editions.values(
        *CARD_COLUMNS, renditions=renditions_of_picture(), **added
    )
    return rows


def card(*columns: Any) -> Card:
    """A card of the columns that `card_values` selects, or without a picture of TEXT_COLUMNS."""
    section = SectionName._make(columns[8:11])
    picture = picture_of(*columns[11:]) if len(columns) > len(TEXT_COLUMNS) else None
    return Card._make((*columns[:8], section, picture))


def without[Shown: OfArticle](editions: Iterable[Shown], shown: Iterable[OfArticle]) -> list[Shown]:
    """Those whose article is not shown already."""
    seen = {edition.article_id for edition in shown}
    return [edition for edition in editions if edition.article_id not in seen]
