"""What two versions of a working copy differ in, field by field, in the words of the form.

A version is a revision's snapshot, or what somebody typed in the same shape.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model

from articles.differences import (
    Block,
    BlockDifference,
    Change,
    Unchanged,
    blocks_of,
    compare_blocks,
    compare_texts,
    shortened,
)
from articles.differences.words import words_of
from articles.models import (
    Article,
    Byline,
    Certainty,
    Image,
    Organisation,
    Person,
    Salience,
    Section,
)

type Snapshot = dict[str, Any]

LABELS = {
    "headline": "Headline",
    "slug": "Slug",
    "section_id": "Section",
    "standfirst": "Standfirst",
    "dateline": "Dateline",
    "body": "Body",
    "picture_id": "Picture",
    "picture_caption": "Picture caption",
    "bylines": "Byline",
    "mentions": "Mentions",
    "sources": "Sources",
}
ROWS = {"bylines": "Byline", "mentions": "Mention", "sources": "Source"}
NAMED: dict[str, type[Model]] = {
    "section": Section,
    "picture": Image,
    "person": Person,
    "people": Person,
    "organisations": Organisation,
}


@dataclass(frozen=True)
class FieldDifference:
    """A field of which there are two versions: what was kept, removed and added, block by block."""

    name: str
    label: str
    blocks: Sequence[BlockDifference | Unchanged]


class Names:
    """The names of what snapshots have keys of: one query for each kind, asked for when needed.

    What was deleted since is called by its kind and its key.
    """

    def __init__(self, snapshots: Iterable[Snapshot]) -> None:
        self._snapshots = list(snapshots)

    def __call__(self, kind: str, key: Any) -> str:
        if key in (None, ""):
            return ""
        model = NAMED[kind]
        name = self._by_model[model].get(key)
        return name or f"{model._meta.verbose_name} {key}, which is not there any more".capitalize()

    @cached_property
    def _by_model(self) -> dict[type[Model], dict[Any, str]]:
        keys: dict[type[Model], set[int]] = {model: set() for model in NAMED.values()}
        for snapshot in self._snapshots:
            for kind, key in _keys(snapshot):
                if isinstance(key, int):
                    keys[NAMED[kind]].add(key)
        return {
            model: {row.pk: str(row) for row in model._default_manager.filter(pk__in=asked)}
            if asked
            else {}
            for model, asked in keys.items()
        }


def compare_versions(
    old: Snapshot, new: Snapshot, names: Names | None = None
) -> list[FieldDifference]:
    """The fields in which two versions differ, in the order of the form; at most four queries."""
    names = names or Names((old, new))
    return list(_differences(old, new, names))


def shown(snapshot: Snapshot, name: str, names: Names) -> list[Block]:
    """A field of a version as blocks of words: paragraphs of the body, rows, or one line."""
    value = snapshot.get(name)
    if name == "body":
        return blocks_of(value or "")
    if name in ROWS:
        lines = [_row(name, row, names) for row in value or []]
    elif name.endswith("_id"):
        lines = [names(name.removesuffix("_id"), value)]
    else:
        lines = [str(value or "")]
    return [Block(ROWS.get(name, ""), tuple(words_of(line))) for line in lines if line]


def field_of(name: str) -> str:
    """The name of the form's field, by the name in a snapshot."""
    return name.removesuffix("_id")


def _differences(old: Snapshot, new: Snapshot, names: Names) -> Iterator[FieldDifference]:
    for name, label in LABELS.items():
        if old.get(name) == new.get(name):
            continue
        before, after = (shown(version, name, names) for version in (old, new))
        if name == "body" or name in ROWS:
            compared = shortened(compare_blocks(before, after))
        else:
            runs = compare_texts(*("".join(one.text for one in text) for text in (before, after)))
            compared = [BlockDifference(Change.CHANGED, "", tuple(runs))]
        yield FieldDifference(name, label, compared)


def _row(name: str, row: dict[str, Any], names: Names) -> str:
    """A row below the form in one line."""
    if name == "bylines":
        return f"{_choice(Byline.Role, row['role'])} {names('person', row['person'])}"
    if name == "sources":
        return ", ".join(filter(None, (row["title"], row["publisher"], row["url"])))
    candidates = [names(kind, key) for kind in ("people", "organisations") for key in row[kind]]
    said = [_choice(Salience, row["salience"]), _choice(Certainty, row["certainty"])]
    words = f"“{row['phrase']}”: " if row["phrase"] else ""
    note = f". {row['note']}" if row["note"] else ""
    return f"{words}{' or '.join(candidates)} ({', '.join(said).lower()}){note}"


def _choice(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _keys(snapshot: Snapshot) -> Iterator[tuple[str, Any]]:
    yield "section", snapshot.get("section_id")
    yield "picture", snapshot.get("picture_id")
    for row in snapshot.get("bylines") or []:
        yield "person", row["person"]
    for row in snapshot.get("mentions") or []:
        for kind in ("people", "organisations"):
            yield from ((kind, key) for key in row[kind])


def latest_snapshot(article: Article) -> Snapshot:
    """The working copy as its latest revision keeps it; empty for one that was never saved."""
    latest = article.revisions.order_by("-number").values_list("snapshot", flat=True).first()
    return latest or {}
