"""What the buttons of a page's desk do, each by a short word with its numbers: `up:12`, `place:12:3`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from articles.admin.front_forms import MOST_KEY
from articles.arranging.pending import Preparation
from articles.arranging.plans import Plan
from articles.arranging.refusals import ArrangingRefused
from articles.arranging.standing import standing, without_what_begins
from articles.arranging.stories import Story
from articles.models.placement import MOST_SLOTS

BELOW = "below"


class UnknownMove(ArrangingRefused):
    """No button of ours says this."""

    def __init__(self) -> None:
        super().__init__("The form was damaged on its way. Load the page again.")


@dataclass(frozen=True)
class Move:
    """A button: its word, the story that it is about, and the slot that it names."""

    word: str
    story: int = 0
    slot: int = 0
    is_below: bool = False

    @classmethod
    def read(cls, text: str, target: str) -> "Move":
        """What a button says; `target` is where the editor wants a found story. Raises UnknownMove."""
        word, *numbers = text.split(":")
        below, _, slot = target.rpartition("-")
        if len(numbers) == 1:
            numbers.append(slot)
        else:
            below = ""
        try:
            story, number = (int(one) for one in numbers or ("0", "0"))
        except ValueError as error:
            raise UnknownMove from error
        if not (0 <= story <= MOST_KEY and 0 <= number <= MOST_SLOTS):
            raise UnknownMove
        return cls(word, story, number, below == BELOW)


def moved(plan: Plan, move: Move) -> Plan:
    """The plan after a move of stories. Raises ArrangingRefused."""
    make = _MOVES.get(move.word)
    if make is None:
        raise UnknownMove
    return make(plan, move)


def _place(plan: Plan, move: Move) -> Plan:
    make = plan.placing_below if move.is_below else plan.placing
    return make(move.story, move.slot)


_MOVES: dict[str, Callable[[Plan, Move], Plan]] = {
    "keep": lambda plan, move: plan,
    "up": lambda plan, move: plan.stepping(move.story, -1),
    "down": lambda plan, move: plan.stepping(move.story, 1),
    "out": lambda plan, move: plan.without(move.story),
    "to": lambda plan, move: plan.moving(move.story, move.slot),
    "place": _place,
}


def said_of(move: Move, plan: Plan, stories: dict[int, Story]) -> str:
    """What has happened, in words for those who see it and for those who hear it."""
    if move.word == "keep" or move.story not in stories:
        return ""
    name = f"“{stories[move.story].headline}”"
    if move.story not in plan.stories:
        return f"{name} is taken out."
    slot = plan.slot_of(move.story)
    if move.story == slot.story:
        return f"{name} is in slot {slot.number}."
    place = slot.stories.index(move.story)
    return f"{name} is below slot {slot.number}, number {place} of {len(slot.supporting)}."


def at_time(prepared: Preparation, page: int, *, at: datetime | None, now: datetime) -> Preparation:
    """The same for another time: a page that was not changed is shown as it stands then."""
    stands = standing(page, at=at or now)
    if not prepared.is_changed:
        return Preparation(at, stands, stands.plan, stands.base)
    # Who has not seen what others arranged for the one time has not seen it for the other either.
    base = prepared.base if prepared.is_stale else stands.base
    return Preparation(at, stands, prepared.plan, base)


def upon_what_stands(prepared: Preparation) -> Preparation:
    """The same for an editor who has seen what others arranged meanwhile."""
    return replace(prepared, base=prepared.stands.base)


def taking_back(prepared: Preparation) -> Preparation:
    """What begins at that time is not to begin."""
    return replace(prepared, plan=without_what_begins(prepared.stands))
