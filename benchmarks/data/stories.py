"""The rows of stories: working copy, revisions, editions, whom they name, where they stand.

Three of ten have a second edition, one of a thousand was withdrawn. A story names two people and an
organisation, the better known the more often. What only the newsroom's desks read (the mentions,
bylines and sources of working copies) is left out: no public page reads it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.data.newsroom import SECTIONS
from benchmarks.data.plan import Plan
from benchmarks.data.words import (
    number_from,
    organisation_name,
    person_name,
    sentences,
    slug_of,
)

WORDS_IN_A_SENTENCE = 12
SUBJECTS = 3
KINDS = ("update", "correction", "minor")

type Row = tuple[Any, ...]
type Rows = dict[str, list[Row]]

COLUMNS = {
    "articles_article": (
        "id", "headline", "slug", "section_id", "standfirst", "dateline", "body", "picture_id",
        "picture_caption", "version", "created_at", "changed_at",
    ),
    "articles_revision": ("id", "article_id", "number", "snapshot", "created_at", "note"),
    "articles_edition": (
        "id", "article_id", "revision_id", "number", "kind", "note", "starts_at", "ends_at",
        "published_at", "updated_at", "withdrawal_reason", "section_id", "path", "headline",
        "standfirst", "summary", "dateline", "body_html", "plain_text", "picture_id", "picture_caption",
        "bylines", "subheads", "subjects", "sources",
    ),
    "articles_credit": ("id", "edition_id", "person_id", "published_at", "starts_at", "ends_at"),
    "articles_subject": (
        "id", "edition_id", "person_id", "organisation_id", "salience", "certainty", "published_at",
        "starts_at", "ends_at",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Somebody whom a story names."""

    kind: str
    key: int
    name: str
    salience: str
    certainty: str

    @property
    def url(self) -> str:
        return f"/{'people' if self.kind == 'person' else 'organisations'}/{slug_of(self.name)}/"

    def as_data(self, number: int) -> dict[str, Any]:
        """What an edition stores of it."""
        summary = f"{self.name}, in the news"
        candidate = {"kind": self.kind, "name": self.name, "url": self.url, "summary": summary}
        return {
            "anchor": f"subject-{number}",
            "label": self.name,
            "salience": self.salience,
            "certainty": self.certainty,
            "note": "",
            "candidates": [candidate],
        }


@dataclass(frozen=True)
class Story:
    """What all editions of one article share."""

    number: int
    published_at: datetime
    section: int
    headline: str
    slug: str
    standfirst: str
    paragraphs: list[str]
    picture: int | None
    named: list[Named]
    writer: int

    @property
    def path(self) -> str:
        section = slug_of(list(SECTIONS)[self.section - 1])
        return f"/{section}/{self.published_at:%Y/%m/%d}/{self.slug}/"

    @property
    def has_second_edition(self) -> bool:
        return self.number % 10 in {3, 6, 9}

    @property
    def edition_key(self) -> int:
        """The key of its first edition; the second has the next one."""
        return 2 * self.number - 1


def edition_of_readers(article: int) -> int:
    """The key of the edition that readers see in the end."""
    return 2 * article if article % 10 in {3, 6, 9} else 2 * article - 1


def story(plan: Plan, number: int, pictures: list[int]) -> Story:
    """One story of the plan; the same at every call."""
    random, pool = Random(f"story {number}"), sentences()  # noqa: S311 -- no secret
    length = max(1, int(plan.words * random.uniform(0.5, 1.5)) // WORDS_IN_A_SENTENCE)
    text = random.choices(pool, k=length)
    text[0] = f"File {number}: {text[0]}"
    headline = random.choice(pool)[:-1][:70].strip()
    return Story(
        number=number,
        published_at=plan.published_at(number),
        section=random.choices(range(1, len(SECTIONS) + 1), weights=list(SECTIONS.values()))[0],
        headline=headline,
        slug=f"{slug_of(headline)[:60].strip('-')}-{number}",
        standfirst=random.choice(pool),
        paragraphs=[" ".join(text[start : start + 4]) for start in range(0, length, 4)],
        picture=random.choice(pictures) if random.random() < 0.4 else None,
        named=_named(plan, random),
        writer=random.randint(1, plan.writers),
    )


def rows_of(one: Story) -> Rows:
    """All rows of a story, by table."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in one.paragraphs)
    editions = list(_editions(one, body))
    return {
        "articles_article": [
            (
                one.number, one.headline, one.slug, one.section, one.standfirst, "", body, one.picture,
                "", len(editions), one.published_at, editions[-1][6],
            )
        ],
        "articles_revision": [
            (edition[0], one.number, edition[3], _snapshot(one, body), edition[6], "")
            for edition in editions
        ],
        "articles_edition": editions,
        "articles_credit": [
            (edition[0], edition[0], one.writer, one.published_at, *edition[6:8])
            for edition in editions
        ],
        "articles_subject": [row for edition in editions for row in _subjects(one, edition)],
    }  # fmt: skip


def _named(plan: Plan, random: Random) -> list[Named]:
    people = {number_from(random, plan.people): None for _ in range(SUBJECTS - 1)}
    found = [
        Named("person", key, person_name(key), "mentioned" if place else "about", "confirmed")
        for place, key in enumerate(people)
    ]
    body = number_from(random, plan.organisations)
    certainty = "reported" if random.random() < 0.03 else "confirmed"
    return [*found, Named("organisation", body, organisation_name(body), "mentioned", certainty)]


def _editions(one: Story, body: str) -> Iterator[Row]:
    first = one.named[0]
    link = f'<p><a class="mention" href="{first.url}">{first.name}</a>. '
    text = (link + body.removeprefix("<p>"), f"{first.name}. " + " ".join(one.paragraphs))
    writer = person_name(one.writer)
    people = [{"name": writer, "url": f"/people/{slug_of(writer)}/"}]
    bylines = json.dumps([{"role": "by", "label": "By", "people": people}])
    subjects = json.dumps([named.as_data(n) for n, named in enumerate(one.named, start=1)])
    shown = (
        one.section, one.path, one.headline, one.standfirst, one.standfirst, "", *text, one.picture, "",
        bylines, "[]", subjects, "[]",
    )  # fmt: skip
    second_at = one.published_at + timedelta(hours=1 + one.number % 30)
    withdrawn = one.number % 1000 == 500
    key, has_second = one.edition_key, one.has_second_edition
    yield (
        key, one.number, key, 1, "first", "", one.published_at,
        second_at if has_second or withdrawn else None, one.published_at, None,
        "Withdrawn: it was wrong." if withdrawn else "", *shown,
    )  # fmt: skip
    if has_second:
        kind = KINDS[one.number % 3]
        yield (
            key + 1, one.number, key + 1, 2, kind, "A name was wrong." if kind == "correction" else "",
            second_at, None, one.published_at, None if kind == "minor" else second_at, "", *shown,
        )  # fmt: skip


def _snapshot(one: Story, body: str) -> str:
    fields = {
        "headline": one.headline, "slug": one.slug, "section_id": one.section,
        "standfirst": one.standfirst, "dateline": "", "body": body, "picture_id": one.picture,
        "picture_caption": "", "bylines": [], "mentions": [], "sources": [],
    }  # fmt: skip
    return json.dumps(fields)


def _subjects(one: Story, edition: Row) -> Iterator[Row]:
    starts_at, ends_at = edition[6:8]
    for place, named in enumerate(one.named):
        person = named.key if named.kind == "person" else None
        body = None if person else named.key
        key = (edition[0] - 1) * SUBJECTS + place + 1
        yield (
            key, edition[0], person, body, named.salience, named.certainty, one.published_at,
            starts_at, ends_at,
        )  # fmt: skip
