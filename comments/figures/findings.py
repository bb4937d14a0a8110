"""Counting a span, and the shape of what came of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import connection

from articles.models import Section
from comments.figures.queries import FIGURES

STORIES = 10


@dataclass(frozen=True)
class Span:
    """From an instant until before another one; in one section, or everywhere."""

    since: datetime
    until: datetime
    section: Section | None = None


@dataclass(frozen=True)
class Waits:
    """How long it took in the middle of all cases, and in nine of ten; None where there was none."""

    median: timedelta | None
    nine_of_ten: timedelta | None

    @classmethod
    def read(cls, seconds: list[float] | None) -> Self:
        """From the two percentiles, which the database counts in seconds."""
        if seconds is None:
            return cls(None, None)
        median, nine_of_ten = (timedelta(seconds=one) for one in seconds)
        return cls(median, nine_of_ten)


@dataclass(frozen=True)
class Written:
    """The comments of the span. `waited` is held or hidden at any time, by whatever it was."""

    total: int
    picked: int
    recommended: int
    by_state: Mapping[str, int]
    waited: int
    waited_without_rule: int
    refused: int


@dataclass(frozen=True)
class RuleFigures:
    """How many comments of the span a rule has met, held, and which of them were refused in the end.

    `name` is None for what the site itself noticed; `kind` says what that was.
    """

    name: str | None
    kind: str
    met: int
    held: int
    refused: int


@dataclass(frozen=True)
class Decisions:
    """What moderators decided in the span, by the state that came of it."""

    by_outcome: Mapping[str, int]
    waits: Waits

    @property
    def total(self) -> int:
        return sum(self.by_outcome.values())


@dataclass(frozen=True)
class Settled:
    """Reports or appeals that were made in the span, and what came of them until now."""

    made: int
    upheld: int
    dismissed: int
    open: int
    waits: Waits
    moot: int = 0

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """From an object of the database; the lane and the rule of reports are the caller's."""
        counts = {name: row[name] for name in ("made", "upheld", "dismissed", "open")}
        return cls(**counts, moot=row.get("moot", 0), waits=Waits.read(row["seconds"]))


@dataclass(frozen=True)
class ReportFigures:
    """The reports of one lane, for one of the house rules ("" in the other lane)."""

    lane: str
    rule: str
    settled: Settled


@dataclass(frozen=True)
class Writers:
    """Accounts, and browsers without one, as far as they are known; spam is not theirs.

    `new` had written nothing here before the span. The most active are one in a hundred, rounded up.
    """

    total: int
    new: int
    comments: int
    most_active: int
    comments_of_most_active: int


@dataclass(frozen=True)
class Story:
    """One of the stories below which most comments of the span are published."""

    article: int
    headline: str
    address: str
    comments: int


@dataclass(frozen=True)
class Figures:
    """All that is counted of a span."""

    written: Written
    rules: list[RuleFigures]
    decisions: Decisions
    reports: list[ReportFigures]
    appeals: Settled
    writers: Writers
    stories: list[Story]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has happened in the span."""
        return not (self.written.total or self.decisions.total or self.reports or self.appeals.made)


def figures_of(span: Span, *, now: datetime) -> Figures:
    """Count a span in one statement, as the database is at one instant."""
    values: dict[str, int | datetime | None] = {
        "since": span.since,
        "until": span.until,
        "section": span.section.pk if span.section else None,
        "stories": STORIES,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, values)
        parts = [json.loads(part) for part in cursor.fetchone()]
    comments, states, outcomes, rules, decisions, reports, appeals, writers, stories = parts
    return Figures(
        written=Written(**comments, by_state=states, **outcomes),
        rules=[RuleFigures(**row) for row in rules],
        decisions=Decisions(decisions["by_outcome"], Waits.read(decisions["seconds"])),
        reports=[ReportFigures(row["lane"], row["rule"], Settled.read(row)) for row in reports],
        appeals=Settled.read(appeals),
        writers=Writers(**writers),
        stories=[Story(**row) for row in stories],
    )
