"""The public history of a story: its editions, newest first, and what each of them changed.

A page costs ten editions, however many there are. What an edition said is compared with the one before it
where readers may read both (`articles.record`).
"""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from articles.differences import (
    Change,
    blocks_as_html,
    compare_bodies,
    compare_texts,
    runs_as_html,
    shortened,
)
from articles.instants import first_second_of, written
from articles.models import Edition
from articles.record import Record
from newsportal.database.prepared import Prepared

EDITIONS_ON_A_PAGE = 10
# The oldest of a page is compared with the one before it.
EDITIONS_READ = EDITIONS_ON_A_PAGE + 1
REMEMBERED = 64  # pairs of bodies, which may be long


class Told(NamedTuple):
    """An edition with everything that readers saw of it."""

    number: int
    kind: str
    note: str
    starts_at: datetime
    ends_at: datetime | None
    withdrawal_reason: str
    is_legal_order: bool
    legal_authority: str
    path: str
    headline: str
    standfirst: str
    dateline: str
    body_html: str
    picture_id: int | None
    picture_caption: str
    bylines: list[dict[str, Any]]
    subjects: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    section__name: str
    picture__alt_text: str | None


class Difference(NamedTuple):
    """What became of one part of a story, such as its headline, as HTML."""

    part: str
    html: SafeString


class Entry(NamedTuple):
    """An edition in the history. `differences` are None where there is nothing to compare it with.

    `then` is the address of the story as it was, empty where its text may not be read or was never shown
    for a whole second. `withdrawn_at` is set where the edition ended by a withdrawal.
    """

    number: int
    label: str
    starts_at: datetime
    note: str
    then: str
    is_open: bool
    differences: list[Difference] | None
    withdrawn_at: datetime | None
    reason: str
    authority: str


def entries_of(record: Record, *, at: datetime, before: int | None = None) -> list[Entry]:
    """A page of the history, newest first: the ten editions before that number, or the newest."""
    rows = _EDITIONS.rows(article=record.article_id, at=at, before=before)
    earlier = [*rows[1:], None][: len(rows)]
    pairs = list(zip(rows, earlier, strict=True))[:EDITIONS_ON_A_PAGE]
    return [_entry(record, told, previous, at=at) for told, previous in pairs]


def edition_of(record: Record, number: int, *, at: datetime) -> Told | None:
    """One edition by its number."""
    found = _EDITIONS.first(article=record.article_id, at=at, before=number + 1)
    return found if found is not None and found.number == number else None


def differences_between(old: Told, new: Told, *, in_full: bool = False) -> list[Difference]:
    """What changed, part by part and word by word; of the text what changed and a little around it.

    `in_full` shows all of a text that was changed.
    """
    before, after = _parts_of(old), _parts_of(new)
    found = [
        Difference(part, runs_as_html(compare_texts(before[part], after[part])))
        for part in after
        if before[part] != after[part]
    ]
    if old.picture_id != new.picture_id and "Picture" not in {one.part for one in found}:
        found.append(Difference("Picture", SafeString("Another one, described in the same words.")))
    if text := _text_difference(old.body_html, new.body_html, in_full=in_full):
        found.append(Difference("Text", text))
    return found


@lru_cache(REMEMBERED)
def _text_difference(old: str, new: str, *, in_full: bool) -> SafeString:
    """What changed in the body, or nothing.

    To compare 5,000 words takes 20 ms, and a page asks for ten pairs whenever anything is published.
    What it compares never changes.
    """
    blocks = compare_bodies(old, new)
    if all(block.change is Change.KEPT for block in blocks):
        return SafeString()
    return blocks_as_html(blocks if in_full else shortened(blocks))


def _entry(record: Record, told: Told, previous: Told | None, *, at: datetime) -> Entry:
    is_open = record.is_open(told.number)
    follows = previous is not None and record.is_open(previous.number)
    is_again = previous is not None and bool(previous.withdrawal_reason)
    ended = told.withdrawal_reason and told.ends_at is not None and told.ends_at <= at
    return Entry(
        number=told.number,
        label="Published again" if is_again else str(Edition.Kind(told.kind).label),
        starts_at=told.starts_at,
        note=told.note if told.number > record.forbidden_through else "",
        then=_then(told) if is_open else "",
        is_open=is_open,
        differences=differences_between(previous, told) if previous and follows else None,
        withdrawn_at=told.ends_at if ended else None,
        reason=told.withdrawal_reason if ended else "",
        authority=told.legal_authority if ended else "",
    )


def _then(told: Told) -> str:
    first = first_second_of(told.starts_at)
    was_shown = told.ends_at is None or first < told.ends_at
    return f"{told.path}?at={written(first)}" if was_shown else ""


def _parts_of(told: Told) -> dict[str, str]:
    """Everything but the body, as plain text; each part by the word that stands over it."""
    return {
        "Section": told.section__name,
        "Headline": told.headline,
        "Standfirst": told.standfirst,
        "Byline": "; ".join(_byline(entry) for entry in told.bylines),
        "Dateline": told.dateline,
        "Picture": told.picture__alt_text or "",
        "Caption": told.picture_caption,
        "People and organisations": "; ".join(_subject(one) for one in told.subjects),
        "Sources": "; ".join(_source(one) for one in told.sources),
    }


def _byline(entry: dict[str, Any]) -> str:
    return f"{entry['label']} {', '.join(person['name'] for person in entry['people'])}"


def _subject(subject: dict[str, Any]) -> str:
    names = " or ".join(candidate["name"] for candidate in subject["candidates"])
    certainty = "" if subject["certainty"] == "confirmed" else f" ({subject['certainty']})"
    return f"{names}{certainty}"


def _source(source: dict[str, Any]) -> str:
    return ", ".join(filter(None, [source["title"], source["publisher"], source["url"]]))


def _editions(*, article: int, at: datetime, before: int | None) -> QuerySet[Any, Any]:
    editions = Edition.objects.filter(article=article, starts_at__lte=at)
    if before is not None:
        editions = editions.filter(number__lt=before)
    rows: QuerySet[Any, Any] = editions.order_by("-number").values(*Told._fields)
    return rows[:EDITIONS_READ]


def _told(*columns: Any) -> Told:
    return Told._make(columns)


_EDITIONS = Prepared(_editions, _told)
