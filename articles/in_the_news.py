"""Who is in the news: people and organisations counted over a bounded number of the newest stories.

The rule is "in the newest hundred stories", not "in thirty days": a small paper, or an archive that
has ended, still has a newest hundred. Only confirmed mentions count.
"""

from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Count, QuerySet

from articles.models import Edition, Subject
from articles.past import past_of
from articles.state import state_of
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of
from newsportal.http.page_classes import PublicRequest

type State = tuple[int, datetime | None]

STORIES = 100
NAMES = 10


class Name(TypedDict):
    """Somebody, with the number of stories of some list that name them."""

    name: str
    url: str
    count: int


class InTheNews:
    """Who is named in the newest stories: of the paper, or the people of a section.

    Nothing but the stories changes it, so it is asked for once in a process for each state of theirs.
    """

    def __init__(self, *, stories: int = STORIES) -> None:
        self._query = _query(stories)
        # One attribute for both: a thread that is late writes into names that nobody asks for any more.
        self._kept: tuple[State | None, dict[int | None, list[Name]]] = (None, {})

    def names(self, request: PublicRequest, *, section: int | None = None) -> list[Name]:
        """For the instant of the request; `section` is a section's key.

        Of a past there are none: who was only in a story that was withdrawn since is not to be named.
        """
        if past_of(request) is not None:
            return []
        site = state_of(request)
        kept = self._kept
        if kept[0] != (state := (site.stories, site.boundary)):
            kept = self._kept = (state, {})
        # The state was read before the names are, so what is kept under it is never older.
        names = kept[1]
        if section not in names:
            names[section] = self._query.rows(at=request.at, section=section)
        return names[section]


def _query(stories: int) -> Prepared[Name]:
    def build(*, at: datetime, section: int | None) -> QuerySet[Any, Any]:
        newest = Edition.objects.visible(at=at).newest_first()
        if section is not None:
            newest = newest.filter(section=section)
        return named_in(newest.values("pk")[:stories], people_only=section is not None)[:NAMES]

    return Prepared(build, name_of)


def named_in(
    editions: QuerySet[Any, Any],
    *,
    without: dict[str, int] | None = None,
    people_only: bool = False,
) -> QuerySet[Any, Any]:
    """Whom editions (their keys) name, most often first: the columns that `name_of` takes.

    `without` is whom the list is about itself.
    """
    named = Subject.objects.confirmed().filter(edition__in=editions)
    if people_only:
        named = named.filter(person__isnull=False)
    rows: QuerySet[Any, Any] = (
        (named.exclude(**without) if without else named)
        .values("person__name", "person__slug", "organisation__name", "organisation__slug")
        .annotate(count=Count("pk"))
        .order_by("-count", "person__name", "organisation__name", "person_id", "organisation_id")
    )
    return rows


def name_of(
    person_name: str | None,
    person_slug: str | None,
    organisation_name: str | None,
    organisation_slug: str | None,
    count: int,
) -> Name:
    """A person or an organisation, whichever the row has."""
    if person_name is not None and person_slug is not None:
        return Name(name=person_name, url=path_of("person", person_slug), count=count)
    return Name(
        name=organisation_name or "",
        url=path_of("organisation", organisation_slug or ""),
        count=count,
    )
