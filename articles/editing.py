"""Saving the working copy so that nothing is lost: every save is a revision."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.models import Article, Byline, Mention, Organisation, Person, Revision, Source
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
MENTION_COLUMNS = {name: name for name in ("phrase", "salience", "certainty", "note")}
CANDIDATES = {"people": Person, "organisations": Organisation}


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
    """The whole working copy as plain data, relations included, in a stable order; one query."""
    bylines, mentions, sources = (
        Article.objects.filter(pk=article.pk)
        .values_list(*(ArraySubquery(rows) for rows in _relations()))
        .get()
    )
    return {
        **{field: getattr(article, field) for field in FIELDS},
        "bylines": bylines,
        "mentions": mentions,
        "sources": sources,
    }


def _relations() -> Iterator[QuerySet[Any, Any]]:
    """The rows of a working copy as JSON, in the order of the form: bylines, mentions, sources."""
    for model, columns in (
        (Byline, {"person": "person_id", "role": "role"}),
        (Mention, MENTION_COLUMNS | {name: _candidates(name) for name in CANDIDATES}),
        (Source, {name: name for name in ("title", "publisher", "url")}),
    ):
        rows = model._default_manager.filter(article=OuterRef("pk")).order_by("position", "id")
        yield rows.values_list(JSONObject(**columns))


def _candidates(name: str) -> ArraySubquery:
    """The keys of whom a mention may mean."""
    model = CANDIDATES[name]
    return ArraySubquery(
        model._default_manager.filter(mentions=OuterRef("pk")).order_by("pk").values("pk")
    )


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
