"""What a rule looks at: one text, who wrote it where, and what was there before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from comments.rules.facts import Facts
from comments.rules.hosts import Link, links_in
from comments.rules.likeness import Likeness, likeness_of
from comments.rules.readings import Reading
from comments.rules.refusals import RuleBroken

type Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a rule fires: `words` for moderators, `told` for the author, `wait` until it would not."""

    words: str
    told: str
    spans: Spans = field(default_factory=list)
    wait: timedelta | None = None


class Text:
    """A comment's text in the forms that rules ask for, each made when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.text)

    @cached_property
    def links(self) -> list[Link]:
        return list(links_in(self.text))

    @cached_property
    def likeness(self) -> Likeness:
        return likeness_of(self.reading.plain)


@dataclass(frozen=True, slots=True)
class Case:
    """A comment at the moment when it is judged. `is_new`: it is posted now, not edited."""

    text: Text
    thread: int
    author_key: str
    now: datetime
    is_new: bool
    facts: Facts


type Check = Callable[[Case], Finding | None]


def numbers(*values: int | None) -> tuple[int, ...]:
    """Numbers that a rule of its kind has to have; raises RuleBroken where one is missing."""
    given = tuple(value for value in values if value is not None)
    if len(given) < len(values):
        raise RuleBroken("A number is missing.")
    return given
