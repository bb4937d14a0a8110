"""Merging two versions of a working copy that began as one, field by field."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from articles.comparing import LABELS, ROWS, Snapshot
from articles.differences.merging import merge_bodies

type Row = dict[str, Any]


@dataclass(frozen=True)
class MergedField:
    """A field that two people have now in two versions.

    `merged` is what both changed taken together; it is None where one of the two has to be chosen. In
    each of `conflicts` places of the body both versions stand one after the other.
    """

    name: str
    label: str
    base: Any
    mine: Any
    theirs: Any
    merged: Any = None
    conflicts: int = 0

    @property
    def is_mine_alone(self) -> bool:
        return bool(self.theirs == self.base)

    @property
    def is_theirs_alone(self) -> bool:
        return bool(self.mine == self.base)


def merge_versions(
    base: Snapshot, mine: Snapshot, theirs: Snapshot, *, identity: Callable[[str, Row], Any]
) -> list[MergedField]:
    """The fields in which mine and theirs differ. `identity` says which rows are versions of one row."""
    return [
        _merged(
            MergedField(name, label, base.get(name), mine.get(name), theirs.get(name)), identity
        )
        for name, label in LABELS.items()
        if mine.get(name) != theirs.get(name)
    ]


def _merged(field: MergedField, identity: Callable[[str, Row], Any]) -> MergedField:
    if field.is_mine_alone or field.is_theirs_alone:
        return field
    versions = field.base, field.mine, field.theirs
    if field.name == "body":
        body = merge_bodies(*(version or "" for version in versions))
        return replace(field, merged=body.body, conflicts=body.conflicts)
    if field.name in ROWS:
        rows = (version or [] for version in versions)
        return replace(
            field, merged=_merge_rows(*rows, identity=lambda row: identity(field.name, row))
        )
    return field


def _merge_rows(
    base: list[Row], mine: list[Row], theirs: list[Row], *, identity: Callable[[Row], Any]
) -> list[Row] | None:
    """Their rows with my additions, changes and removals; None where both changed one row differently."""
    old, my, their = ({identity(row): row for row in rows} for rows in (base, mine, theirs))
    if any(len(named) != len(rows) for named, rows in ((old, base), (my, mine), (their, theirs))):
        return None
    merged = []
    for key in [*their, *(key for key in my if key not in their)]:
        versions = old.get(key), my.get(key), their.get(key)
        was, one, other = versions
        if one not in (was, other) and other != was:
            return None
        row = other if one == was else one
        if row is not None:
            merged.append(row)
    return merged
