"""Grouping of the people and organisations of a story for its box."""

from collections.abc import Iterable
from typing import Any, TypedDict

LABELS = {"about": "This story is about", "mentioned": "Also mentioned"}


class SubjectGroup(TypedDict):
    """One part of the box: its heading and the subjects below it."""

    label: str
    subjects: list[dict[str, Any]]


def by_salience(subjects: Iterable[dict[str, Any]]) -> list[SubjectGroup]:
    """What the story is about first, then what it only mentions; each in the story's order."""
    rows = list(subjects)
    groups = [
        SubjectGroup(label=label, subjects=[row for row in rows if row["salience"] == salience])
        for salience, label in LABELS.items()
    ]
    return [group for group in groups if group["subjects"]]
