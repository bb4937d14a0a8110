"""A story's page: the edition that is visible at an address, in one query with all that belongs to it."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.cards import SECTION_COLUMNS, SectionName
from articles.corrections import CORRECTION_COLUMNS, Correction, told
from articles.models import Edition
from articles.pictures.shown import PICTURE_COLUMNS, Picture, picture_of, renditions_of_picture
from newsportal.database.prepared import Prepared


class Story(NamedTuple):
    """An edition as its own page shows it, with the corrections that readers have been told."""

    pk: int
    article_id: int
    number: int
    path: str
    headline: str
    standfirst: str
    summary: str
    dateline: str
    body_html: str
    published_at: datetime
    updated_at: datetime | None
    picture_caption: str
    bylines: list[dict[str, Any]]
    subheads: list[dict[str, Any]]
    subjects: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    section: SectionName
    picture: Picture | None
    corrections: list[Correction]


OWN_COLUMNS = Story._fields[:16]
TIMES = ("starts_at", "first_told_at")


def read_story(path: str, *, at: datetime) -> Story | None:
    """The story at an address as readers see it at that instant; corrections newest first."""
    return _STORY.first(path=path, at=at)


def _visible_at_path(*, path: str, at: datetime) -> QuerySet[Any, Any]:
    corrections = told(Edition.objects.filter(article=OuterRef("article")), at=at)
    columns = JSONObject(**{name: name for name in CORRECTION_COLUMNS})
    # In this order the index over addresses answers. Without it the planner takes that of the rule that
    # an address is used once at a time, which reads nine times as many pages.
    rows: QuerySet[Any, Any] = (
        Edition.objects.visible(at=at).filter(path=path).order_by("-starts_at")
    )
    return rows.values(
        *OWN_COLUMNS,
        *SECTION_COLUMNS,
        *PICTURE_COLUMNS,
        renditions=renditions_of_picture(),
        corrections=ArraySubquery(corrections.order_by("-starts_at", "-pk").values(data=columns)),
    )[:1]


def _story(*columns: Any) -> Story:
    *others, corrections = columns
    own, section, picture = others[:16], others[16:19], others[19:]
    return Story._make(
        (
            *own,
            SectionName(*section),
            picture_of(*picture),
            [_correction(row) for row in corrections],
        )
    )


def _correction(row: dict[str, Any]) -> Correction:
    """JSON has no times but their texts."""
    times = {name: row[name] and datetime.fromisoformat(row[name]) for name in TIMES}
    return Correction._make((row | times)[name] for name in CORRECTION_COLUMNS)


_STORY = Prepared(_visible_at_path, _story)
