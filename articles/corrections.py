"""The corrections of an article that readers have been told, read together with its edition."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from articles.models import Edition
from articles.models.edition import EditionQuerySet


@dataclass(frozen=True)
class Correction:
    """Since when the article is right, and what was wrong before."""

    starts_at: datetime
    note: str


def with_corrections(editions: EditionQuerySet, *, at: datetime) -> EditionQuerySet:
    """Add what `corrections_of` reads: what readers have been told up to that instant."""
    told = Edition.objects.filter(
        article=OuterRef("article"), kind=Edition.Kind.CORRECTION, starts_at__lte=at
    ).order_by("starts_at", "pk")
    fields = JSONObject(starts_at="starts_at", note="note")
    return editions.annotate(told_corrections=ArraySubquery(told.values(data=fields)))


def corrections_of(edition: Edition) -> list[Correction]:
    """The corrections of an edition that was read `with_corrections`, oldest first."""
    rows: list[dict[str, Any]] = getattr(edition, "told_corrections")  # noqa: B009 -- an annotation
    return [Correction(datetime.fromisoformat(row["starts_at"]), row["note"]) for row in rows]
