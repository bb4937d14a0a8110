"""What an editor prepares for a page: kept at every step, so that nothing of it is lost."""

from dataclasses import dataclass
from datetime import datetime

from articles.arranging.plans import Plan
from articles.arranging.standing import Standing, standing
from articles.models import PendingArrangement, Section
from articles.models.placement import FRONT_PAGE
from newsportal.accounts.models import User


@dataclass(frozen=True)
class Preparation:
    """A page as an editor wants it from a time on (None: from its publication on).

    `stands` is what stands there without it, and `base` the name of what stood there when the editor
    saw it.
    """

    starts_at: datetime | None
    stands: Standing
    plan: Plan
    base: str

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to publish."""
        return self.plan != self.stands.plan

    @property
    def is_stale(self) -> bool:
        """Whether publishing it would overwrite what the editor has not seen."""
        return self.is_changed and self.base != self.stands.base


def preparation(page: int, *, editor: User, now: datetime) -> Preparation:
    """What an editor prepares: the page as it stands, until they change something.

    A time that has passed meanwhile is now.
    """
    kept = PendingArrangement.objects.on_page(page).filter(editor=editor).first()
    starts_at = kept.starts_at if kept and kept.starts_at and kept.starts_at > now else None
    stands = standing(page, at=starts_at or now)
    if kept is None or not kept.base:
        return Preparation(starts_at, stands, stands.plan, stands.base)
    return Preparation(starts_at, stands, Plan.read(kept.slots), kept.base)


def keep(page: int, prepared: Preparation, *, editor: User) -> None:
    """Keep what an editor prepares; a page that is left as it stands follows what others arrange."""
    if not prepared.is_changed and prepared.starts_at is None:
        discard(page, editor=editor)
        return
    section = Section.objects.get(pk=page) if page != FRONT_PAGE else None
    PendingArrangement.objects.update_or_create(
        section=section,
        editor=editor,
        defaults={
            "starts_at": prepared.starts_at,
            "base": prepared.base if prepared.is_changed else "",
            "slots": prepared.plan.written() if prepared.is_changed else [],
        },
    )


def discard(page: int, *, editor: User) -> None:
    """Forget what an editor has prepared."""
    PendingArrangement.objects.on_page(page).filter(editor=editor).delete()
