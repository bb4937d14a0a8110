"""Saving the working copy so that nothing is lost: every save is a revision."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Revision
from newsportal.accounts.models import User

FIELDS = (
    "headline",
    "slug",
    "section_id",
    "standfirst",
    "dateline",
    "body",
    "picture_id",
    "picture_caption",
)


class StaleVersion(Exception):
    """Somebody else has saved the article since this text was opened."""

    def __init__(self, current: int, expected: int) -> None:
        self.current = current
        self.expected = expected
        super().__init__(
            f"Somebody else has saved this article since you opened it (version {current}, "
            f"yours was {expected}). Nothing was overwritten."
        )


def check_version(article: Article, expected: int) -> None:
    """Raise StaleVersion unless the stored article still has that version; locks its row."""
    current = (
        Article.objects.select_for_update().values_list("version", flat=True).get(pk=article.pk)
    )
    if current != expected:
        raise StaleVersion(current, expected)


def snapshot(article: Article) -> dict[str, Any]:
    """The whole working copy as plain data, relations included, in a stable order."""
    mentions = article.mentions.order_by("position", "id").prefetch_related(
        "people", "organisations"
    )
    return {
        **{field: getattr(article, field) for field in FIELDS},
        "bylines": [
            {"person": row.person_id, "role": row.role}
            for row in article.bylines.order_by("position", "id")
        ],
        "mentions": [
            {
                "phrase": row.phrase,
                "people": sorted(person.pk for person in row.people.all()),
                "organisations": sorted(body.pk for body in row.organisations.all()),
                "salience": row.salience,
                "certainty": row.certainty,
                "note": row.note,
            }
            for row in mentions
        ],
        "sources": list(
            article.sources.order_by("position", "id").values("title", "publisher", "url")
        ),
    }


@transaction.atomic
def record_revision(
    article: Article, *, by: User | None, note: str = "", now: datetime | None = None
) -> Revision:
    """Keep the saved working copy as the next revision, and return it.

    Call it after the row and its relations are saved. A save that changed nothing makes no revision:
    the latest is returned. The given article's `version` is brought up to date.
    """
    stored = Article.objects.select_for_update().get(pk=article.pk)
    taken = snapshot(stored)
    latest = stored.revisions.order_by("-number").first()
    if latest is None or latest.snapshot != taken:
        latest = Revision.objects.create(
            article=stored,
            number=stored.version + 1,
            snapshot=taken,
            created_at=now or timezone.now(),
            created_by=by,
            note=note,
        )
        Article.objects.filter(pk=stored.pk).update(version=latest.number)
    article.version = latest.number
    return latest
