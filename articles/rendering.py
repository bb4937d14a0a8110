"""Turning a working copy into what readers get, once, when it is published.

Subheads get anchors; the first place that names a known person or organisation becomes a link. A page
then prints the result as it stands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator, slugify
from lxml import html
from lxml.html import HtmlElement

from articles.linking import link_first_mentions
from articles.models import Article, Byline, Source
from articles.relations import Relations
from articles.sanitising import clean_body
from articles.typesetting.links import set_links
from articles.typesetting.notes import add_notes, anchors_of, take_notes
from articles.typesetting.pictures import pictures_in, set_pictures
from articles.typesetting.plain_text import first_words, plain_text_of
from articles.typesetting.pull_quotes import set_pull_quotes
from articles.typesetting.tables import set_tables

SUMMARY_LENGTH = 300
# Anchors that the article's page itself uses.
RESERVED_ANCHORS = frozenset({"main", "comments", "people", "sources", "corrections", "history"})


@dataclass(frozen=True)
class Rendered:
    """Everything of an edition that is made from the working copy's text and relations."""

    body_html: str
    plain_text: str
    summary: str
    subheads: list[dict[str, str]]
    subjects: list[dict[str, Any]]
    bylines: list[dict[str, Any]]
    sources: list[dict[str, str]]


def render(
    article: Article, *, at: datetime | None = None, relations: Relations | None = None
) -> Rendered:
    """Render a working copy as it stands, for readers from an instant on; nothing is saved.

    Its relations are those that are stored, unless others are given. Bounded queries, however many
    pictures, links and mentions the text has.
    """
    body: HtmlElement = html.fragment_fromstring(clean_body(article.body), create_parent="div")
    pictures = pictures_in(body)
    plain_text, summary = plain_text_of(body, pictures), _summary(body)
    bylines, mentioned, sources = relations or Relations.of(article)
    notes = take_notes(body)
    subheads = _anchor_subheads(body, taken={*RESERVED_ANCHORS, *anchors_of(notes)})
    add_notes(body, notes)
    set_links(body, at=at or timezone.now())
    set_pictures(body, pictures)
    set_tables(body)
    set_pull_quotes(body)
    link_first_mentions(body, mentioned)
    _open_with_dateline(body, article.dateline)
    return Rendered(
        body_html=_inner_html(body),
        plain_text="\n".join(filter(None, [article.dateline, plain_text])),
        summary=article.standfirst or summary,
        subheads=subheads,
        subjects=[one.as_data() for one in mentioned],
        bylines=_bylines(bylines),
        sources=_sources(sources),
    )


def _anchor_subheads(body: HtmlElement, taken: set[str]) -> list[dict[str, str]]:
    subheads = []
    for heading in body.iter("h2", "h3"):
        text = " ".join(heading.text_content().split())
        anchor = _free_anchor(slugify(text)[:60].strip("-") or "part", taken)
        heading.set("id", anchor)
        subheads.append({"id": anchor, "text": text})
    return subheads


def _free_anchor(wanted: str, taken: set[str]) -> str:
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    taken.add(anchor)
    return anchor


def _summary(body: HtmlElement) -> str:
    """The first sentence of the first paragraph, or as much of it as fits."""
    text = first_words(body)
    sentence, stop, _ = text.partition(". ")
    if stop and len(sentence) < SUMMARY_LENGTH:
        return sentence + "."
    return Truncator(text).chars(SUMMARY_LENGTH)


def _open_with_dateline(body: HtmlElement, dateline: str) -> None:
    """Print the dateline where newspapers do: before the first words of the first paragraph.

    A text that opens with something else, a subhead or a list, gets a line of its own for it.
    """
    if not dateline:
        return
    place = html.Element("span", {"class": "dateline"})
    place.text = dateline
    if len(body) and body[0].tag == "p":
        first = body[0]
        place.tail = f" – {first.text or ''}"
        first.text = None
    else:
        first = html.Element("p")
        body.insert(0, first)
    first.insert(0, place)


def _bylines(rows: list[Byline]) -> list[dict[str, Any]]:
    """The printed byline: one entry a role, each with its people in order."""
    entries: dict[str, dict[str, Any]] = {}
    for row in rows:
        entry = entries.setdefault(
            row.role, {"role": row.role, "label": Byline.Role(row.role).label, "people": []}
        )
        entry["people"].append({"name": row.person.name, "url": row.person.get_absolute_url()})
    return [entries[role] for role in Byline.Role.values if role in entries]


def _sources(rows: list[Source]) -> list[dict[str, str]]:
    return [{"title": row.title, "publisher": row.publisher, "url": row.url} for row in rows]


def _inner_html(body: HtmlElement) -> str:
    """The children of the wrapping element, serialised."""
    return "".join(html.tostring(child, encoding="unicode") for child in body)
