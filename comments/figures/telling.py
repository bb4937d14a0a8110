"""The figures in words, for people, and as one object, for programs."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from articles.refusals import in_words
from comments.figures.findings import (
    Figures,
    ReportFigures,
    RuleFigures,
    Settled,
    Span,
    Story,
    Waits,
    Writers,
    Written,
)
from comments.house_rules import HouseRule
from comments.models import Comment, Report

# What the site noticed by itself, by the kind of its signals.
NOTICED = {
    "quick": "Sent within seconds of opening the form",
    "unopened": "Sent without opening the form",
    "reports": "Reports of several readers",
}
OUTCOMES = {
    "published": "made public, or public again",
    "hidden": "hidden",
    "rejected": "rejected",
    "removed": "removed",
    "spam": "marked as spam",
    "held": "sent back to wait",
}


def told(figures: Figures, span: Span) -> Iterator[str]:
    """The lines that a person reads, a blank one between two parts; numbers first."""
    where = f" in {span.section.name}" if span.section else ""
    yield f"Comments{where} from {in_words(span.since)} until {in_words(span.until)}"
    yield from _written(figures.written)
    yield from _rules(figures.rules)
    outcomes = figures.decisions.by_outcome
    yield from ("", _line(figures.decisions.total, "decisions of moderators"))
    yield from (_line(outcomes[key], f"  {OUTCOMES[key]}") for key in OUTCOMES if key in outcomes)
    yield from _waits("what waited", figures.decisions.waits)
    yield from _reports(figures.reports)
    yield from _appeals(figures.appeals)
    yield from _writers(figures.writers)
    yield from _stories(figures.stories)


def _written(written: Written) -> Iterator[str]:
    yield from ("", _line(written.total, "comments"))
    for state in Comment.State:
        if count := written.by_state.get(state, 0):
            yield _line(count, f"  {state.label.lower()}", of=written.total)
    yield _line(written.waited, "waited for a moderator", of=written.total)
    yield _line(written.waited_without_rule, "  held by no rule", of=written.total)
    yield _line(written.refused, "refused in the end", of=written.total)
    yield _line(written.picked, "editors’ picks")
    yield _line(written.recommended, "recommendations")


def _rules(rules: list[RuleFigures]) -> Iterator[str]:
    if rules:
        yield from ("", _row("what rules noticed", "comments", "held", "refused"))
    for rule in rules:
        name = rule.name if rule.name is not None else NOTICED.get(rule.kind, rule.kind)
        yield _row(name, rule.met, rule.held, rule.refused)


def _reports(reports: list[ReportFigures]) -> Iterator[str]:
    if reports:
        yield from ("", _row("reports", "made", "upheld", "not upheld", "moot", "open"))
    for report in reports:
        name = HouseRule(report.rule).label if report.rule else Report.Lane(report.lane).label
        one = report.settled
        yield _row(name, one.made, one.upheld, one.dismissed, one.moot, one.open)
        yield from _waits("decided", one.waits)


def _appeals(appeals: Settled) -> Iterator[str]:
    yield from ("", _line(appeals.made, "appeals"))
    if appeals.made:
        decided = appeals.upheld + appeals.dismissed
        yield _line(appeals.upheld, "  upheld", of=decided)
        yield _line(appeals.dismissed, "  dismissed", of=decided)
        yield _line(appeals.open, "  open")
        yield from _waits("decided", appeals.waits)


def _writers(writers: Writers) -> Iterator[str]:
    yield from ("", _line(writers.total, "known writers"))
    yield _line(writers.new, "  new", of=writers.total)
    yield _line(writers.comments, "comments of known writers")
    if writers.total:
        name = f"  of the most active 1 % ({writers.most_active:,})"
        yield _line(writers.comments_of_most_active, name, of=writers.comments)


def _stories(stories: list[Story]) -> Iterator[str]:
    if stories:
        yield from ("", "most discussed")
    for story in stories:
        yield _line(story.comments, f"{story.headline} ({story.address})")


def _line(count: int, name: str, *, of: int = 0) -> str:
    share = f"{100 * count / of:.1f} %" if of else ""
    return f"{count:>9,}{share:>9}  {name}"


def _row(name: str, *cells: int | str) -> str:
    written = (f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)
    return "".join(f"{cell:>12}" for cell in written) + f"  {name}"


def _waits(name: str, waits: Waits) -> Iterator[str]:
    if waits.median is not None and waits.nine_of_ten is not None:
        yield (
            f"{'':>20}  {name}: half within {_duration(waits.median)}, "
            f"nine of ten within {_duration(waits.nine_of_ten)}"
        )


def _duration(time: timedelta) -> str:
    """The two largest units: nobody compares seconds of days."""
    seconds = round(time.total_seconds())
    units = {"days": seconds // 86_400, "h": seconds // 3_600 % 24, "min": seconds // 60 % 60}
    parts = [f"{value} {unit}" for unit, value in (units | {"s": seconds % 60}).items() if value]
    return " ".join(parts[:2]).replace("1 days", "1 day") or "0 s"


def as_data(figures: Figures, span: Span) -> dict[str, Any]:
    """The same for programs: times as ISO 8601, durations in seconds."""
    return {
        "from": span.since.isoformat(),
        "until": span.until.isoformat(),
        "section": span.section.slug if span.section else None,
        **asdict(figures),
    }
