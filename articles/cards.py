"""What a page full of cards asks the database for, once for all of its lists."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from articles.models import Edition, Organisation, Person
from articles.models.edition import EditionQuerySet


def cards(editions: EditionQuerySet) -> EditionQuerySet:
    """A list for cards whose renditions `fetch_renditions` gets together with those of other lists."""
    return editions.for_cards().prefetch_related(None)


def fetch_renditions(*shown: Edition | Person | Organisation | None) -> None:
    """Fetch the renditions of everything that a page shows with a picture, in one query or none."""
    pictures = [one.picture for one in shown if one is not None and one.picture is not None]
    if pictures:
        prefetch_related_objects(pictures, "renditions")


def without(editions: Iterable[Edition], shown: Iterable[Edition]) -> list[Edition]:
    """Those whose article is not shown already."""
    seen = {edition.article_id for edition in shown}
    return [edition for edition in editions if edition.article_id not in seen]
