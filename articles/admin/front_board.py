"""A page's slots as its desk shows them: what is held, what fills the rest, and what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from articles.admin.front_forms import SlotForm, form_of_slot
from articles.arranging.composing import front_of, section_front_of
from articles.arranging.pending import Preparation
from articles.arranging.plans import Plan
from articles.arranging.stories import Story, known_stories
from articles.cards import Card
from articles.front import SLOTS, SLOTS_OF_A_SECTION, Slot
from articles.models.placement import FRONT_PAGE, MOST_SLOTS


@dataclass(frozen=True)
class Coming:
    """A story that is planned for a slot."""

    at: datetime
    headline: str


@dataclass(frozen=True)
class BoardSlot:
    """A slot: the story that is held there, if one is, and what readers see if none is.

    `stood` is what stands there without the editor's changes, where that is something else.
    """

    number: int
    story: Story | None
    supporting: list[Story]
    form: SlotForm | None
    fills: Card | None
    is_changed: bool
    stood: list[str]
    coming: list[Coming]


@dataclass(frozen=True)
class Board:
    """All slots of a page, every story that they name, and where a further story can be put."""

    slots: list[BoardSlot]
    stories: Mapping[int, Story]

    @property
    def changed(self) -> list[BoardSlot]:
        """The slots that would be published."""
        return [slot for slot in self.slots if slot.is_changed]

    @property
    def targets(self) -> list[tuple[str, str]]:
        """Where a story can be put: values and words."""
        last = self.slots[-1].number if self.slots else 0
        numbers = range(1, min(last + 1, MOST_SLOTS) + 1)
        held = {slot.number for slot in self.slots if slot.story}
        return [
            target
            for number in numbers
            for target in (
                (f"in-{number}", f"in slot {number}"),
                *([(f"below-{number}", f"below slot {number}")] if number in held else []),
            )
        ]


def board_of(
    page: int,
    prepared: Preparation,
    *,
    now: datetime,
    forms: Mapping[int, SlotForm] | None = None,
) -> Board:
    """The board; `forms` are what was sent and refused, as it was typed."""
    at = prepared.stands.at
    plan, stood = prepared.plan, prepared.stands.plan
    later = prepared.stands.later
    keys = {*plan.stories, *stood.stories, *(row.article_id for row in later)}
    stories = known_stories(keys, at=at, now=now)
    fills = {slot.number: slot.story for slot in _composed(page, plan, at=at) if not slot.is_placed}
    coming: dict[int, list[Coming]] = {}
    for row in later:
        if row.position == 0:
            named = Coming(row.starts_at, stories[row.article_id].headline)
            coming.setdefault(row.slot, []).append(named)
    return Board(
        [
            _slot(number, plan, stood, stories, forms, fills.get(number), coming.get(number, []))
            for number in range(1, _last_slot(page, plan, stood) + 1)
        ],
        stories,
    )


def _slot(
    number: int,
    plan: Plan,
    stood: Plan,
    stories: Mapping[int, Story],
    forms: Mapping[int, SlotForm] | None,
    fills: Card | None,
    coming: list[Coming],
) -> BoardSlot:
    planned, before = plan.numbered(number), stood.numbered(number)
    form = (forms or {}).get(number) or (form_of_slot(planned) if planned else None)
    return BoardSlot(
        number,
        stories[planned.story] if planned else None,
        [stories[key] for key in planned.supporting] if planned else [],
        form,
        fills,
        planned != before,
        [stories[key].headline for key in before.stories] if before else [],
        coming,
    )


def _last_slot(page: int, *plans: Plan) -> int:
    usual = SLOTS if page == FRONT_PAGE else SLOTS_OF_A_SECTION
    return max([usual, *(slot.number for plan in plans for slot in plan.slots)])


def _composed(page: int, plan: Plan, *, at: datetime) -> Iterable[Slot]:
    if page == FRONT_PAGE:
        return front_of(plan, at=at).slots
    front, _ = section_front_of(plan, page, at=at)
    return front.slots
