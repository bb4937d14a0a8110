"""Where an article is in the newsroom, and how it came there, in words for its form."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.admin.newspaper import newspaper_of
from articles.models import Article, Edition, Embargo, HandOver
from articles.refusals import in_words
from articles.status import Status
from newsportal.accounts.rights import can

Kind = HandOver.Kind


@dataclass(frozen=True)
class Event:
    """What happened, or is going to happen, at a time."""

    at: datetime
    words: str
    note: str = ""

    @property
    def is_to_come(self) -> bool:
        return self.at > timezone.now()


@dataclass(frozen=True)
class Whereabouts:
    """What stands at the top of an article's form, and its timeline.

    `standing` is the hand-over that stands, `take_back` the address at which the one who looks takes
    their article back, `last_number` that of the latest hand-over. `lacks_approval`: nobody else has
    approved a text that readers see only then.
    """

    status: Status
    standing: HandOver | None
    timeline: list[Event]
    last_number: int
    take_back: str
    lacks_approval: bool

    @property
    def is_embargo_forgotten(self) -> bool:
        """Whether an embargo is over, and readers see nothing and are not going to."""
        is_public = self.status.is_live or self.status.scheduled_at is not None
        return self.status.embargo_until is not None and not (
            self.status.is_under_embargo or is_public
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say at the top."""
        has_embargo = self.status.is_under_embargo or self.is_embargo_forgotten
        return not (self.standing or has_embargo or self.lacks_approval)


def whereabouts(
    request: HttpRequest, article: Article, status: Status, editions: list[Edition]
) -> Whereabouts:
    """Two queries, however much has happened, and one for the newspaper's own rule."""
    rows = article.hand_overs.select_related("created_by", "returned_to", "revision")
    hand_overs = list(rows.defer("revision__snapshot").order_by("number"))
    people = article.embargoes.select_related("created_by", "lifted_by")
    events = [
        *map(_handed_over, hand_overs),
        *_held_back(list(people.order_by("created_at", "pk"))),
        *(event for edition in editions for event in _published(edition)),
    ]
    standing = next((one for one in hand_overs if one.is_standing), None)
    asks = newspaper_of(request).needs_approval and status.scheduled_at is None
    return Whereabouts(
        status=status,
        standing=standing,
        timeline=sorted(events, key=lambda event: event.at),
        last_number=hand_overs[-1].number if hand_overs else 0,
        take_back=_take_back(request, article, status, standing),
        lacks_approval=asks
        and (status.has_unpublished_changes or not status.is_live)
        and not status.is_approved,
    )


def _take_back(
    request: HttpRequest, article: Article, status: Status, standing: HandOver | None
) -> str:
    if standing is None or not status.is_submitted or standing.created_by != request.user:
        return ""
    if not can(request.user, "article.take_back", article):
        return ""
    return reverse("admin:articles_article_take_back", args=[article.pk])


def _handed_over(step: HandOver) -> Event:
    version = f"version {step.revision.number}"
    needed = f", needed by {in_words(step.due_at)}" if step.due_at else ""
    words = {
        Kind.SUBMIT: f"submitted {version}{needed}",
        Kind.TAKE_BACK: "took it back",
        Kind.RETURN: f"returned {version} to {step.returned_to}",
        Kind.APPROVE: f"approved {version}",
    }
    return Event(step.created_at, f"{step.created_by} {words[Kind(step.kind)]}", step.note)


def _held_back(embargoes: list[Embargo]) -> list[Event]:
    """An embargo that is lifted where the next one is set was moved to a later hour."""
    moved = {one.lifted_at for one in embargoes} & {one.created_at for one in embargoes}
    events = []
    for one in embargoes:
        act = "moved the embargo to" if one.created_at in moved else "set an embargo until"
        events.append(
            Event(one.created_at, f"{one.created_by} {act} {in_words(one.until)}", one.note)
        )
        if one.lifted_at is not None and one.lifted_at not in moved:
            events.append(Event(one.lifted_at, f"{one.lifted_by} lifted the embargo"))
    return events


def _published(edition: Edition) -> list[Event]:
    """The first moment of an edition and, where it was withdrawn, the last."""
    now = timezone.now()
    who = f" ({edition.created_by})" if edition.created_by else ""
    seen = "Readers are going to see" if edition.starts_at > now else "Readers saw"
    kind = edition.get_kind_display().lower()
    words = f"{seen} version {edition.revision.number}: {kind}{who}"
    events = [Event(edition.starts_at, words, edition.note)]
    if edition.ends_at is not None and edition.withdrawal_reason:
        who = f" ({edition.withdrawn_by})" if edition.withdrawn_by else ""
        words = "Is going to be withdrawn" if edition.ends_at > now else "Withdrawn"
        events.append(Event(edition.ends_at, f"{words}{who}", edition.withdrawal_reason))
    return events
