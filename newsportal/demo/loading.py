"""Loading the demo newspaper from its files, through the code that any newsroom's content takes."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.importing.recognising import known_names
from articles.importing.storing import Details, Outcome
from articles.models import Article, Image, Person, Placement, Publication, Section
from articles.pictures import AlreadyInLibrary, add_picture
from articles.publishing import update
from newsportal.demo.subjects import load_organisations, load_people
from newsportal.importing.files import Imported, import_file

FOLDER = Path(__file__).resolve().parent

type Row = dict[str, Any]
type Counting = Callable[[Sequence[Row]], Iterable[Row]]


def read_manifest() -> Row:
    """The demo's own table of contents."""
    with (FOLDER / "newspaper.toml").open("rb") as file:
        return tomllib.load(file)


@transaction.atomic
def load_newspaper(manifest: Row, progress: Counting) -> int:
    """Store everything that is not stored yet, and return how many articles are new.

    `progress` wraps the rows of a long list and tells the person who waits.
    """
    Publication.objects.get_or_create(id=1, defaults=manifest["newspaper"])
    for position, row in enumerate(manifest["sections"], start=1):
        Section.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})
    load_organisations(manifest["organisations"])
    load_people(manifest["people"])
    pictures = {row["file"]: _load_picture(row) for row in progress(manifest.get("pictures", []))}
    names = known_names()
    created = 0
    articles = sorted(manifest["articles"], key=lambda row: (row["published_at"], row["file"]))
    for row in progress(articles):
        imported = import_file(
            FOLDER / row["file"],
            details=_details(row, pictures),
            names=names,
            publish_it=True,
            published_at=row["published_at"],
        )
        if imported.stored.outcome is Outcome.CREATED:
            created += 1
            _finish(imported, row)
    return created


def _load_picture(row: Row) -> Image:
    path = FOLDER / row["file"]
    try:
        with path.open("rb") as file:
            return add_picture(
                file,
                alt_text=row["alt"],
                caption=row["caption"],
                credit=row["credit"],
                licence=row["licence"],
                focal_x=row["focal"][0],
                focal_y=row["focal"][1],
            )
    except AlreadyInLibrary as known:
        return known.image


def _details(row: Row, pictures: dict[str, Image]) -> Details:
    roles = {"byline": "by", "photos_by": "photos_by", "translated_by": "translated_by"}
    slugs = [(slug, role) for field, role in roles.items() for slug in row.get(field, [])]
    people = Person.objects.in_bulk([slug for slug, _ in slugs], field_name="slug")
    return Details(
        section=Section.objects.get(slug=row["section"]),
        slug=row.get("slug", ""),
        standfirst=row.get("standfirst", ""),
        bylines=[(people[slug], role) for slug, role in slugs],
        sources=row.get("sources", []),
        picture=pictures[row["picture"]] if "picture" in row else None,
    )


def _finish(imported: Imported, row: Row) -> None:
    """Replay the article's later editions, and put it where editors put it."""
    article = imported.stored.article
    for change in row.get("updates", []):
        _replay(article, change)
    _place(article, row)


def _place(article: Article, row: Row) -> None:
    """Into a slot of the front page, or below its story, and of the section's page."""
    on_front = row.get("placement") or row.get("supports")
    places = [
        (None, on_front, row.get("position", 0)),
        (article.section, row.get("section_placement"), 0),
    ]
    for section, slot, position in places:
        if slot:
            Placement.objects.create(
                section=section,
                slot=slot,
                position=position,
                article=article,
                starts_at=timezone.now(),
            )


def _replay(article: Article, change: Row) -> None:
    before = escape(change["replace"], quote=False)
    after = escape(change["with"], quote=False)
    article.body = article.body.replace(before, after)
    article.save(update_fields=["body", "changed_at"])
    update(article, by=None, kind=change["kind"], note=change.get("note", ""), at=change["at"])
