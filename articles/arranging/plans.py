"""What an editor wants of a page: which stories are held in which slots. Nothing here asks the database.

Stories are named by the keys of their articles. No story stands twice in a plan.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from articles.arranging.refusals import NotOnThePage, PageIsFull, TooManySupport
from articles.models.placement import MOST_SLOTS, MOST_SUPPORTING


@dataclass(frozen=True)
class PlannedSlot:
    """A slot that an editor fills: its own story, then those that support it."""

    number: int
    stories: tuple[int, ...]
    ends_at: datetime | None = None
    may_repeat: bool = False

    @property
    def story(self) -> int:
        """The slot's own story."""
        return self.stories[0]

    @property
    def supporting(self) -> tuple[int, ...]:
        """The stories below it."""
        return self.stories[1:]


@dataclass(frozen=True)
class Plan:
    """The filled slots of a page in their order; the others fill by themselves."""

    slots: tuple[PlannedSlot, ...] = ()

    @property
    def stories(self) -> frozenset[int]:
        """Every story that the plan names."""
        return frozenset(story for slot in self.slots for story in slot.stories)

    def slot_of(self, story: int) -> PlannedSlot:
        """The slot in or below which a story stands. Raises NotOnThePage."""
        for slot in self.slots:
            if story in slot.stories:
                return slot
        raise NotOnThePage

    def numbered(self, number: int) -> PlannedSlot | None:
        """A slot by its number, if the plan fills it."""
        return next((slot for slot in self.slots if slot.number == number), None)

    def without(self, story: int) -> Self:
        """Take a story out; those that support it go with it."""
        slot = self.slot_of(story)
        if story == slot.story:
            return self._of(other for other in self.slots if other != slot)
        return self._with(replace(slot, stories=_less(slot.stories, story)))

    def placing(self, story: int, number: int) -> Self:
        """Put a story into a slot; what stands there, and in the slots behind it, moves down.

        The next slot that fills by itself takes the last of them. Wherever else the story stands on the
        page, it leaves, and what supports it too. Raises PageIsFull.
        """
        rest = self.without(story) if story in self.stories else self
        taken = {slot.number for slot in rest.slots}
        free = next((one for one in range(number, MOST_SLOTS + 1) if one not in taken), None)
        if free is None:
            raise PageIsFull
        pushed = (
            replace(slot, number=slot.number + 1) if number <= slot.number < free else slot
            for slot in rest.slots
        )
        return self._of([*pushed, PlannedSlot(number, (story,))])

    def moving(self, story: int, number: int) -> Self:
        """Move the slot of a story to another place in the list; those between close up.

        Raises NotOnThePage, and PageIsFull for a place that a page does not have.
        """
        moved = self.slot_of(story)
        if not 1 <= number <= MOST_SLOTS:
            raise PageIsFull
        low, high = sorted((moved.number, number))
        step = 1 if number < moved.number else -1
        return self._of(
            replace(slot, number=number)
            if slot == moved
            else replace(slot, number=slot.number + (step if low <= slot.number <= high else 0))
            for slot in self.slots
        )

    def placing_below(self, story: int, number: int) -> Self:
        """Put a story below that of a slot, behind those that are there.

        Raises NotOnThePage where the slot fills by itself, and TooManySupport.
        """
        rest = self.without(story) if story in self.stories else self
        slot = rest.numbered(number)
        if slot is None:
            raise NotOnThePage
        if len(slot.supporting) == MOST_SUPPORTING:
            raise TooManySupport
        return rest._with(replace(slot, stories=(*slot.stories, story)))

    def stepping(self, story: int, step: int) -> Self:
        """Move a story one place up (-1) or down (1): a slot's own with its slot, another below it.

        At the end of the list nothing happens. Raises NotOnThePage.
        """
        slot = self.slot_of(story)
        if story == slot.story:
            number = slot.number + step
            return self.moving(story, number) if 1 <= number <= MOST_SLOTS else self
        place = slot.stories.index(story) + step
        if not 1 <= place < len(slot.stories):
            return self
        others = _less(slot.stories, story)
        return self._with(replace(slot, stories=(*others[:place], story, *others[place:])))

    def only(self, stories: Callable[[int], bool]) -> Self:
        """What is left of the plan with those stories alone."""
        plan = self
        for story in sorted(self.stories):
            if story in plan.stories and not stories(story):
                plan = plan.without(story)
        return plan

    def written(self) -> list[dict[str, Any]]:
        """As plain data, which `read` takes."""
        return [
            {
                "slot": slot.number,
                "stories": list(slot.stories),
                "ends_at": slot.ends_at.isoformat() if slot.ends_at else None,
                "may_repeat": slot.may_repeat,
            }
            for slot in self.slots
        ]

    @classmethod
    def read(cls, rows: Iterable[dict[str, Any]]) -> Self:
        """What `written` gave."""
        return cls._of(
            PlannedSlot(
                row["slot"],
                tuple(row["stories"]),
                datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None,
                row["may_repeat"],
            )
            for row in rows
        )

    @classmethod
    def _of(cls, slots: Iterable[PlannedSlot]) -> Self:
        return cls(tuple(sorted(slots, key=lambda slot: slot.number)))

    def _with(self, changed: PlannedSlot) -> Self:
        return self._of(changed if slot.number == changed.number else slot for slot in self.slots)


def _less(stories: tuple[int, ...], story: int) -> tuple[int, ...]:
    return tuple(one for one in stories if one != story)
