"""Making an edition's row from the working copy: rendered text, address, and whom it names."""

from collections.abc import Iterable
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
from articles.rendering import mentioned_in, render
from newsportal.accounts.models import User

# What an edition takes over from the working copy, and what is made of it.
COPIED = ("headline", "standfirst", "dateline", "picture_id", "picture_caption")
RENDERED = ("summary", "body_html", "plain_text", "bylines", "subheads", "subjects", "sources")


def address_of(article: Article, *, published_at: datetime) -> str:
    """`/section/yyyy/mm/dd/slug/`, the day being that of first publication in the newsroom."""
    day = timezone.localtime(published_at)
    return f"/{article.section.slug}/{day:%Y/%m/%d}/{article.slug}/"


def compose_edition(
    article: Article,
    *,
    previous: Edition | None,
    kind: str,
    starts_at: datetime,
    by: User | None,
    note: str = "",
) -> Edition:
    """Store the working copy as the edition after `previous`, with its subjects, and return it.

    The article's row is locked by the caller. Raises AddressTaken.
    """
    stored = Article.objects.select_related("section").get(pk=article.pk)
    revision = record_revision(article, by=by)
    rendered = render(stored)
    published_at = previous.published_at if previous else starts_at
    edition = Edition(
        article=stored,
        revision=revision,
        number=previous.number + 1 if previous else 1,
        kind=kind,
        note=note,
        starts_at=starts_at,
        published_at=published_at,
        updated_at=_updated_at(previous, kind, starts_at),
        created_by=by,
        section=stored.section,
        path=address_of(stored, published_at=published_at),
        **{name: getattr(stored, name) for name in COPIED},
        **{name: getattr(rendered, name) for name in RENDERED},
    )
    _store(edition)
    Subject.objects.bulk_create(_subjects(edition, mentioned_in(stored)))
    Credit.objects.bulk_create(_credits(edition, stored))
    return edition


def _updated_at(previous: Edition | None, kind: str, starts_at: datetime) -> datetime | None:
    if previous is None:
        return None
    return previous.updated_at if kind == Edition.Kind.MINOR else starts_at


def _store(edition: Edition) -> None:
    """Insert the row; the exclusion constraint is what knows that an address is taken."""
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as error:
        if "edition_one_article_per_path" in str(error):
            raise AddressTaken(edition.path) from error
        raise


def _credits(edition: Edition, article: Article) -> list[Credit]:
    """One row for everybody whose byline the edition carries, however many roles they had."""
    people = article.bylines.order_by("person_id").values_list("person_id", flat=True).distinct()
    return [
        Credit(edition=edition, person_id=person, published_at=edition.published_at)
        for person in people
    ]


def _subjects(edition: Edition, mentioned: Iterable[Mentioned]) -> list[Subject]:
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
                    edition=edition,
                    person=candidate if isinstance(candidate, Person) else None,
                    organisation=candidate if isinstance(candidate, Organisation) else None,
                    salience=one.salience,
                    certainty=one.certainty,
                    published_at=edition.published_at,
                ),
            )
            row.salience = min(row.salience, one.salience, key=Salience.values.index)
            row.certainty = min(row.certainty, one.certainty, key=Certainty.values.index)
    return list(rows.values())
