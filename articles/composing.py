"""Making an edition's row from the working copy: rendered text, address, and whom it names."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editing import record_revision
from articles.linking import Mentioned
from articles.models import (
    Article,
    Certainty,
    Credit,
    Edition,
    Organisation,
    Person,
    Salience,
    Subject,
)
from articles.refusals import AddressTaken
from articles.relations import Relations
from articles.rendering import render
from articles.workflow import settle
from newsportal.accounts.models import User

# What an edition takes over from the working copy, and what is made of it.
COPIED = ("headline", "standfirst", "dateline", "picture_id", "picture_caption")
RENDERED = ("summary", "body_html", "plain_text", "bylines", "subheads", "subjects", "sources")


def address_of(article: Article, *, published_at: datetime) -> str:
    """`/section/yyyy/mm/dd/slug/`, the day being that of first publication in the newsroom."""
    day = timezone.localtime(published_at)
    return f"/{article.section.slug}/{day:%Y/%m/%d}/{article.slug}/"


@dataclass(frozen=True)
class Composed:
    """An edition that is not stored yet, with whom it names and who wrote it."""

    edition: Edition
    subjects: list[Subject]
    credits: list[Credit]

    def store(self) -> Edition:
        """Insert the rows. The article's row is locked by the caller. Raises AddressTaken."""
        _store(self.edition)
        rows: list[Subject | Credit] = [*self.subjects, *self.credits]
        for row in rows:
            row.edition, row.published_at = self.edition, self.edition.published_at
        Subject.objects.bulk_create(self.subjects)
        Credit.objects.bulk_create(self.credits)
        return self.edition


def compose_edition(
    article: Article,
    *,
    previous: Edition | None,
    kind: str,
    starts_at: datetime,
    by: User | None,
    note: str = "",
    is_grave: bool = False,
) -> Edition:
    """Store the working copy as the edition after `previous`, with its subjects, and return it.

    What the article waited for in the newsroom has come. Its row is locked by the caller. Raises
    AddressTaken.
    """
    stored = Article.objects.select_related("section").get(pk=article.pk)
    revision = record_revision(article, by=by)
    relations = Relations.of(stored)
    rendered = render(stored, at=starts_at, relations=relations)
    published_at = previous.published_at if previous else starts_at
    edition = Edition(
        article=stored,
        revision=revision,
        number=previous.number + 1 if previous else 1,
        kind=kind,
        note=note,
        is_grave=is_grave,
        starts_at=starts_at,
        published_at=published_at,
        updated_at=_updated_at(previous, kind, starts_at),
        created_by=by,
        section=stored.section,
        path=address_of(stored, published_at=published_at),
        **{name: getattr(stored, name) for name in COPIED},
        **{name: getattr(rendered, name) for name in RENDERED},
    )
    subjects = _subjects(relations.mentioned)
    settle(stored)
    return Composed(edition, subjects, _credits(stored)).store()


def composed_again(shown: Edition, *, starts_at: datetime, by: User | None) -> Composed:
    """What an edition shows, to be stored as another one that begins at that time.

    For a first publication the time is that of the address, too.
    """
    edition = copy(shown)
    edition.pk, edition._state.adding = None, True
    subjects = list(shown.subject_rows.order_by("pk"))
    authors = list(shown.credits.order_by("pk"))
    for row in (*subjects, *authors):
        row.pk = None
    edition.starts_at, edition.created_by = starts_at, by
    if shown.kind == Edition.Kind.FIRST:
        edition.published_at = starts_at
        edition.path = _on_day_of(shown.path, starts_at)
    elif shown.kind != Edition.Kind.MINOR:
        edition.updated_at = starts_at
    return Composed(edition, subjects, authors)


def _updated_at(previous: Edition | None, kind: str, starts_at: datetime) -> datetime | None:
    if previous is None:
        return None
    return previous.updated_at if kind == Edition.Kind.MINOR else starts_at


def _on_day_of(path: str, published_at: datetime) -> str:
    """The address with another day of first publication."""
    _, section, _, _, _, slug, _ = path.split("/")
    return f"/{section}/{timezone.localtime(published_at):%Y/%m/%d}/{slug}/"


def _store(edition: Edition) -> None:
    """Insert the row; the exclusion constraint is what knows that an address is taken."""
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as error:
        if "edition_one_article_per_path" in str(error):
            raise AddressTaken(edition.path) from error
        raise


def _credits(article: Article) -> list[Credit]:
    """One row for everybody whose byline the edition carries, however many roles they had."""
    people = article.bylines.order_by("person_id").values_list("person_id", flat=True).distinct()
    return [Credit(person_id=person) for person in people]


def _subjects(mentioned: Iterable[Mentioned]) -> list[Subject]:
    """One row for everybody the edition names, with the strongest thing it says of them.

    About outweighs mentioned, and confirmed outweighs reported, which outweighs disputed: one certain
    mention is enough to count.
    """
    rows: dict[Person | Organisation, Subject] = {}
    for one in mentioned:
        for candidate in one.candidates:
            row = rows.setdefault(
                candidate,
                Subject(
                    person=candidate if isinstance(candidate, Person) else None,
                    organisation=candidate if isinstance(candidate, Organisation) else None,
                    salience=one.salience,
                    certainty=one.certainty,
                ),
            )
            row.salience = min(row.salience, one.salience, key=Salience.values.index)
            row.certainty = min(row.certainty, one.certainty, key=Certainty.values.index)
    return list(rows.values())
