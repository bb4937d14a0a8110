"""Which stories the pages of people and organisations show, and who else is in them.

Confirmed mentions are coverage: they are listed by day and counted. What is only reported, or where
sources differ, is listed apart and counts for nobody. Stories by a person are those whose byline links
to their page.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull

from articles.cards import cards
from articles.days import Day, by_day
from articles.expressions import CountUpTo
from articles.in_the_news import STORIES, Name, names_in
from articles.models import Certainty, Credit, Edition, Organisation, Person, Salience, Subject
from articles.models.edition import EditionQuerySet
from articles.models.subject import SubjectQuerySet
from articles.paging import Cursor

STORIES_ON_A_PAGE = 30
# Somebody's stories are counted up to here: nobody reads a page to learn whether they are 40,312.
MOST_COUNTED = 300
# One more tells that there are others.
COUNTED = MOST_COUNTED + 1
UNCONFIRMED = 20
WRITTEN = 20
# The condition `covered` for statements of our own: of a row `one` of a `kind`, at an instant `at`.
COVERED = """
    (SELECT subject.edition_id FROM articles_subject subject
     JOIN articles_edition edition ON edition.id = subject.edition_id
     WHERE subject.{kind}_id = one.id AND edition.starts_at <= %(at)s
       AND (edition.ends_at IS NULL OR edition.ends_at > %(at)s) LIMIT 1) IS NOT NULL
"""


@dataclass(frozen=True)
class Coverage:
    """A page of the stories about somebody; what stands apart is on the first page only."""

    about: list[Day[Edition]]
    mentioned: list[Day[Edition]]
    disputed: list[Edition]
    written: list[Edition]
    following: Cursor | None
    cards: list[Edition] = field(default_factory=list)


def coverage_of(
    subject: Person | Organisation,
    *,
    at: datetime,
    before: Cursor | None = None,
) -> Coverage:
    """The stories that name somebody, and those by them.

    One query, of a few index ranges, whatever the size of the archive.
    """
    rows = _of(subject, at=at).newest_first()
    confirmed = rows.confirmed()
    if before:
        chosen = confirmed.before(before.at, before.key).values("edition_id")
        ids = chosen[: STORIES_ON_A_PAGE + 1]
    else:
        # One range of the index each: what is not confirmed lies in two.
        apart = [
            rows.filter(certainty=certainty).values("edition_id")[:UNCONFIRMED]
            for certainty in (Certainty.REPORTED, Certainty.DISPUTED)
        ]
        written = [_by(subject, at=at)[:WRITTEN]] if isinstance(subject, Person) else []
        ids = confirmed.values("edition_id")[: STORIES_ON_A_PAGE + 1].union(*apart, *written)
    editions = list(_with_mention(cards(Edition.objects.filter(pk__in=ids)), subject))
    return _arranged(editions, has_written=before is None)


def covered(kind: str, *, at: datetime, key: str = "pk") -> IsNull:
    """The condition that a visible story names a person or an organisation, however surely.

    One probe of the index a row, in the order of the list: PostgreSQL would turn `EXISTS` into a join
    that reads the coverage of everybody before it gives the first name.
    """
    named = Subject.objects.visible(at=at).filter(**{kind: OuterRef(key)})
    return IsNull(Subquery(named.values("edition_id")[:1]), False)


def stories_of_each(kind: str, *, at: datetime) -> CountUpTo:
    """For each row the number of visible stories that name it for certain: one more than the most
    that are counted where there are more."""
    named = Subject.objects.confirmed().visible(at=at).filter(**{kind: OuterRef("pk")})
    return CountUpTo(named.newest_first().values("edition_id")[:COUNTED])


def count_label(count: int) -> str:
    """The number of stories in words: 7 stories, 1 story, more than 1,000 stories."""
    if count > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} stories"
    return f"{count:,} {'story' if count == 1 else 'stories'}"


def newest_about(subject: Person | Organisation, *, at: datetime, at_most: int) -> EditionQuerySet:
    """The newest visible stories that name somebody for certain."""
    newest = _of(subject, at=at).confirmed().newest_first().values("edition_id")
    return Edition.objects.filter(pk__in=newest[:at_most])


def is_public(person: Person, *, at: datetime) -> bool:
    """Whether a visible story names a person, however surely, or is by them."""
    named = _of(person, at=at).exists()
    return named or _by(person, at=at).exists()


def often_with(subject: Person | Organisation, *, at: datetime, at_most: int) -> list[Name]:
    """Who else is named in the newest hundred stories that name somebody."""
    newest = _of(subject, at=at).confirmed().newest_first().values("edition_id")[:STORIES]
    return names_in(newest, at_most=at_most, without={kind_of(subject): subject.pk})


def kind_of(subject: Person | Organisation) -> str:
    """The name of the key by which rows point at it."""
    return "person" if isinstance(subject, Person) else "organisation"


def _of(subject: Person | Organisation, *, at: datetime) -> SubjectQuerySet:
    return Subject.objects.visible(at=at).filter(**{kind_of(subject): subject})


def _by(person: Person, *, at: datetime) -> QuerySet[Credit, Any]:
    """The keys of the editions that carry somebody's byline, newest first."""
    carried = Credit.objects.visible(at=at).filter(person=person)
    return carried.newest_first().values("edition_id")


def _with_mention(editions: EditionQuerySet, subject: Person | Organisation) -> QuerySet[Any]:
    """Each edition with how it names the subject (None: not at all) and whether it is by them."""
    mention = FilteredRelation(
        "subject_rows", condition=Q(**{f"subject_rows__{kind_of(subject)}": subject})
    )
    is_by: Any = Value(value=False)
    if isinstance(subject, Person):
        credit = Credit.objects.filter(edition=OuterRef("pk"), person=subject)
        is_by = IsNull(Subquery(credit.values("pk")[:1]), False)
    return editions.annotate(
        mention=mention,
        salience=F("mention__salience"),
        certainty=F("mention__certainty"),
        is_by=is_by,
    ).order_by("-published_at", "-pk")


def _arranged(editions: list[Any], *, has_written: bool) -> Coverage:
    """Sort the rows into the parts of the page. A story by somebody may name them as well."""
    confirmed = [row for row in editions if row.certainty == Certainty.CONFIRMED]
    shown = confirmed[:STORIES_ON_A_PAGE]
    last = shown[-1] if len(confirmed) > STORIES_ON_A_PAGE else None
    disputed = [row for row in editions if row.certainty not in (None, Certainty.CONFIRMED)]
    written = [row for row in editions if has_written and row.is_by]
    return Coverage(
        about=by_day(row for row in shown if row.salience == Salience.ABOUT),
        mentioned=by_day(row for row in shown if row.salience == Salience.MENTIONED),
        disputed=disputed[:UNCONFIRMED],
        written=written[:WRITTEN],
        following=Cursor(last.published_at, last.pk) if last else None,
        cards=editions,
    )
