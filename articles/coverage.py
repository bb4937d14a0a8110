"""Which stories the pages of people and organisations show, and who else is in them.

Confirmed mentions are coverage: they are listed by day and counted. What is only reported, or where
sources differ, is listed apart and counts for nobody. Stories by a person are those whose byline links
to their page.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull

from articles.cards import Card, card, card_values
from articles.days import Day, by_day
from articles.expressions import CountUpTo
from articles.in_the_news import STORIES, Name, name_of, named_in
from articles.models import Certainty, Credit, Edition, Salience, Subject
from articles.models.subject import SubjectQuerySet
from articles.paging import Cursor
from newsportal.database.prepared import Prepared

STORIES_ON_A_PAGE = 30
# One more tells whether another page follows.
STORIES_READ = STORIES_ON_A_PAGE + 1
# Somebody's stories are counted up to here: nobody reads a page to learn whether they are 40,312.
MOST_COUNTED = 100
# One more tells that there are others.
COUNTED = MOST_COUNTED + 1
UNCONFIRMED = 20
WRITTEN = 20
OFTEN_WITH = 10
# The keys by which rows point at somebody.
KINDS = ("person", "organisation")
# The condition `covered` for statements of our own: of a row `one` of a `kind`, at an instant `at`.
COVERED = """
    (SELECT subject.edition_id FROM articles_subject subject
     WHERE subject.{kind}_id = one.id AND subject.starts_at <= %(at)s
       AND (subject.ends_at IS NULL OR subject.ends_at > %(at)s) LIMIT 1) IS NOT NULL
"""


class Covering(NamedTuple):
    """A story with how it names somebody (None: not at all), and whether it is by them."""

    story: Card
    salience: str | None
    certainty: str | None
    is_by: bool


@dataclass(frozen=True)
class Coverage:
    """A page of the stories about somebody; what stands apart is on the first page only."""

    about: list[Day[Card]]
    mentioned: list[Day[Card]]
    disputed: list[Card]
    written: list[Card]
    following: Cursor | None
    cards: list[Card] = field(default_factory=list)


def coverage_of(kind: str, key: int, *, at: datetime, before: Cursor | None = None) -> Coverage:
    """The stories that name somebody, and those by them.

    One query, of a few index ranges, whatever the size of the archive.
    """
    moment, edition = (before.at, before.key) if before else (None, None)
    rows = _COVERING[kind].rows(key=key, at=at, before=moment, edition=edition)
    return _arranged(rows, has_written=before is None)


def covered(kind: str, *, at: datetime, key: str = "pk") -> IsNull:
    """The condition that a visible story names a person or an organisation, however surely.

    One probe of the index a row, in the order of the list: PostgreSQL would turn `EXISTS` into a join
    that reads the coverage of everybody before it gives the first name.
    """
    return _is_among(Subject.objects.visible(at=at), kind, key)


def each_covered(kind: str, *, at: datetime) -> Q:
    """The same for hundreds of rows at once.

    Each of those who are named most has a leaf of the large index for itself; of them a small one
    knows enough, which lies in the processor's own memory. Who is not found there is looked for.
    """
    visible = Subject.objects.visible(at=at)
    return Q(_is_among(visible.sampled(), kind, "pk")) | Q(_is_among(visible, kind, "pk"))


def _is_among(subjects: SubjectQuerySet, kind: str, key: str) -> IsNull:
    # What the row is found by is in any of the indexes.
    named = subjects.filter(**{kind: OuterRef(key)})
    return IsNull(Subquery(named.values(kind)[:1]), False)


def stories_of_each(kind: str, *, at: datetime) -> CountUpTo:
    """For each row the number of visible stories that name it for certain: one more than the most
    that are counted where there are more."""
    named = Subject.objects.confirmed().visible(at=at).filter(**{kind: OuterRef("pk")})
    return CountUpTo(named.newest_first().values("edition_id")[:COUNTED])


def count_label(count: int) -> str:
    """The number of stories in words: 7 stories, 1 story, more than 100 stories."""
    if count > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} stories"
    return f"{count:,} {'story' if count == 1 else 'stories'}"


def newest_about(kind: str, key: int, *, at: datetime) -> QuerySet[Subject, Any]:
    """The keys of the visible editions that name somebody for certain, newest first."""
    return _of(kind, key, at=at).confirmed().newest_first().values("edition_id")


def is_public(person: int, *, at: datetime) -> bool:
    """Whether a visible story names a person, however surely, or is by them."""
    return _of("person", person, at=at).exists() or _by(person, at=at).exists()


def often_with(kind: str, key: int, *, at: datetime) -> list[Name]:
    """Who else is named in the newest hundred stories that name somebody."""
    return _OFTEN_WITH[kind].rows(key=key, at=at)


def _of(kind: str, key: int, *, at: datetime) -> SubjectQuerySet:
    return Subject.objects.visible(at=at).filter(**{kind: key})


def _by(person: int, *, at: datetime) -> QuerySet[Credit, Any]:
    """The keys of the editions that carry somebody's byline, newest first."""
    carried = Credit.objects.visible(at=at).filter(person=person)
    return carried.newest_first().values("edition_id")


def _stories(kind: str) -> Prepared[Covering]:
    """The stories of one page: of the first those that stand apart as well."""

    def build(
        *, key: int, at: datetime, before: datetime | None, edition: int | None
    ) -> QuerySet[Any, Any]:
        rows = _of(kind, key, at=at).newest_first()
        ids: QuerySet[Any, Any] = rows.confirmed().values("edition_id")
        if before is not None and edition is not None:
            ids = rows.confirmed().before(before, edition).values("edition_id")[:STORIES_READ]
        else:
            # One range of the index each: what is not confirmed lies in two.
            apart = [
                rows.filter(certainty=certainty).values("edition_id")[:UNCONFIRMED]
                for certainty in (Certainty.REPORTED, Certainty.DISPUTED)
            ]
            written = [_by(key, at=at)[:WRITTEN]] if kind == "person" else []
            ids = ids[:STORIES_READ].union(*apart, *written)
        return _with_mention(ids, kind, key).order_by("-published_at", "-pk")

    return Prepared(build, _covering, one_plan=True)


def _with_mention(ids: QuerySet[Any, Any], kind: str, key: int) -> QuerySet[Any, Any]:
    """The columns that `_covering` takes."""
    mention = FilteredRelation("subject_rows", condition=Q(**{f"subject_rows__{kind}": key}))
    is_by: Any = Value(value=False)
    if kind == "person":
        credit = Credit.objects.filter(edition=OuterRef("pk"), person=key)
        is_by = IsNull(Subquery(credit.values("pk")[:1]), False)
    return card_values(
        Edition.objects.filter(pk__in=ids).annotate(mention=mention),
        salience=F("mention__salience"),
        certainty=F("mention__certainty"),
        is_by=is_by,
    )


def _covering(*columns: Any) -> Covering:
    return Covering(card(*columns[:-3]), *columns[-3:])


def _arranged(rows: list[Covering], *, has_written: bool) -> Coverage:
    """Sort the rows into the parts of the page. A story by somebody may name them as well."""
    confirmed = [row for row in rows if row.certainty == Certainty.CONFIRMED]
    shown = confirmed[:STORIES_ON_A_PAGE]
    last = shown[-1].story if len(confirmed) > STORIES_ON_A_PAGE else None
    disputed = [row.story for row in rows if row.certainty not in (None, Certainty.CONFIRMED)]
    written = [row.story for row in rows if has_written and row.is_by]
    return Coverage(
        about=by_day(row.story for row in shown if row.salience == Salience.ABOUT),
        mentioned=by_day(row.story for row in shown if row.salience == Salience.MENTIONED),
        disputed=disputed[:UNCONFIRMED],
        written=written[:WRITTEN],
        following=Cursor(last.published_at, last.pk) if last else None,
        cards=[row.story for row in rows],
    )


def _shared(kind: str) -> Prepared[Name]:
    def build(*, key: int, at: datetime) -> QuerySet[Any, Any]:
        newest = newest_about(kind, key, at=at)[:STORIES]
        return named_in(newest, without={kind: key})[:OFTEN_WITH]

    return Prepared(build, name_of, one_plan=True)


_COVERING = {kind: _stories(kind) for kind in KINDS}
_OFTEN_WITH = {kind: _shared(kind) for kind in KINDS}
