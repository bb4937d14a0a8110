"""Storing a parsed article as a working copy, so that the same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from html import escape

from django.db import transaction
from django.utils.text import slugify

from articles.editing import record_revision
from articles.importing.plain_text import ParsedArticle
from articles.importing.recognising import Key, Recognised, Recognition, recognise
from articles.models import Article, Image, ImportRecord, Mention, Organisation, Person, Section
from articles.names import NameFinder
from articles.sanitising import clean_body
from newsportal.accounts.models import User


class EditedSince(Exception):
    """The newsroom has changed the article after it was imported; its work is not overwritten."""

    def __init__(self, article: Article, version: int) -> None:
        super().__init__(
            f"The file has changed, but the newsroom has edited “{article.headline}” since it was "
            f"imported (version {article.version}; the import made {version}). Nothing was "
            "overwritten; make the change in the admin."
        )


class Outcome(StrEnum):
    """What storing did to the working copy."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Details:
    """What the file does not say."""

    section: Section
    slug: str = ""
    standfirst: str = ""
    bylines: Sequence[tuple[Person, str]] = ()
    sources: Sequence[dict[str, str]] = ()
    picture: Image | None = None


@dataclass
class Stored:
    """The article, what became of it, and whom its text names."""

    article: Article
    outcome: Outcome
    recognition: Recognition = field(default_factory=Recognition)


@transaction.atomic
def store(
    parsed: ParsedArticle,
    *,
    key: str,
    raw: bytes,
    details: Details,
    names: NameFinder[Key],
    by: User | None,
) -> Stored:
    """Make or change the working copy that was read from the file `key`.

    Raises EditedSince where the newsroom's own changes would be lost.
    """
    digest = sha256(raw).hexdigest()
    recognition = recognise(parsed, names)
    record = ImportRecord.objects.select_related("article__section").filter(key=key).first()
    if record is None:
        article = Article(created_by=by, slug=details.slug or _slug(parsed.headline, digest))
        record = ImportRecord(article=article, key=key)
    elif record.digest == digest:
        return Stored(record.article, Outcome.UNCHANGED, recognition)
    elif record.article.version != record.version:
        raise EditedSince(record.article, record.version)
    outcome = Outcome.CHANGED if record.pk else Outcome.CREATED
    article = record.article
    _write(article, parsed, details)
    _write_relations(article, recognition.mentions, details)
    record_revision(article, by=by, note=f"Imported from {key}")
    record.article, record.digest, record.version = article, digest, article.version
    record.save()
    return Stored(article, outcome, recognition)


def _slug(headline: str, digest: str) -> str:
    """The headline's words, or a part of the digest where it has no Latin letters."""
    return slugify(headline)[:100].strip("-_").replace("_", "-") or f"article-{digest[:12]}"


def _write(article: Article, parsed: ParsedArticle, details: Details) -> None:
    article.headline = parsed.headline
    article.dateline = parsed.dateline
    article.section = details.section
    article.standfirst = details.standfirst
    article.picture = details.picture
    tags = {"paragraph": "p", "subhead": "h2"}
    article.body = clean_body(
        "".join(
            f"<{tags[block.kind]}>{escape(block.text, quote=False)}</{tags[block.kind]}>"
            for block in parsed.blocks
        )
    )
    article.save()


def _write_relations(article: Article, mentions: Sequence[Recognised], details: Details) -> None:
    article.mentions.all().delete()
    for position, one in enumerate(mentions, start=1):
        mention = Mention.objects.create(
            article=article,
            phrase=one.phrase,
            salience=one.salience,
            certainty=one.certainty,
            note=one.note,
            position=position,
        )
        mention.people.set([pk for model, pk in one.candidates if model is Person])
        mention.organisations.set([pk for model, pk in one.candidates if model is Organisation])
    article.bylines.all().delete()
    for position, (person, role) in enumerate(details.bylines, start=1):
        article.bylines.create(person=person, role=role, position=position)
    article.sources.all().delete()
    for position, source in enumerate(details.sources, start=1):
        article.sources.create(position=position, **source)
