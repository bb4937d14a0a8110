"""Why something can't be published as asked; each message says what to do instead."""

from datetime import datetime

from django.utils import formats, timezone

from articles.models import HandOver


def in_words(moment: datetime) -> str:
    """A time as editors read it, in the newsroom's time zone."""
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'j F Y, H:i')} ({local.tzname()})"


class PublishingRefused(Exception):
    """Base of every refusal; its text is written for the editor."""


class NotPublished(PublishingRefused):
    """There is no live edition to update, correct or withdraw."""

    def __init__(self) -> None:
        super().__init__("Readers do not see this article at that time. Publish it first.")


class AlreadyPublished(PublishingRefused):
    """A first publication was asked for, and readers see the article already."""

    def __init__(self) -> None:
        super().__init__(
            "Readers see this article already. Publish your changes as an update, a minor change or "
            "a correction."
        )


class TimeIsPast(PublishingRefused):
    """The asked time can't be the start of the new edition."""

    def __init__(self, earliest: datetime) -> None:
        super().__init__(f"Choose a time after {in_words(earliest)}.")


class AddressTaken(PublishingRefused):
    """Another article is shown at the same address at that time."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Another article is shown at {path}. Change the slug of this one.")


class ChangeIsScheduled(PublishingRefused):
    """Something is scheduled already; a second plan beside it would be anybody's guess."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"A change of this article is scheduled for {in_words(at)}. Change its hour, cancel it, or "
            "say that this is to be done instead."
        )


class PlanIsOver(PublishingRefused):
    """What was to be replaced has happened meanwhile, or was cancelled."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"What was scheduled for {in_words(at)} is scheduled no more: it has happened, or a "
            "colleague has cancelled it. Look at what readers see now, then confirm again."
        )


class NothingScheduled(PublishingRefused):
    """There is nothing to cancel."""

    def __init__(self) -> None:
        super().__init__("Nothing is scheduled for this article.")


class NothingChanged(PublishingRefused):
    """The live edition shows the working copy as it is."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing has changed since the live edition. Change and save the article first."
        )


class NotCorrected(PublishingRefused):
    """There is no correction of that number whose words could be changed."""

    def __init__(self) -> None:
        super().__init__(
            "Readers have not been told of such a correction. Choose one from the list."
        )


class HandOverRefused(PublishingRefused):
    """Base of the refusals of a hand-over, which readers would not have noticed."""


class HandedOverMeanwhile(HandOverRefused):
    """The article is not where it was when somebody chose what to do with it."""

    def __init__(self, last: HandOver) -> None:
        super().__init__(
            f"{last.get_kind_display()} meanwhile by {last.created_by}, {in_words(last.created_at)}. "
            "Look where the article stands now, then confirm again."
        )


class SubmittedAlready(HandOverRefused):
    """It waits for an approval already."""

    def __init__(self, standing: HandOver) -> None:
        super().__init__(
            f"{standing.created_by} has submitted this article, {in_words(standing.created_at)}. "
            "It can be approved or returned now."
        )


class ApprovedAlready(HandOverRefused):
    """This very text has its approval."""

    def __init__(self, standing: HandOver) -> None:
        super().__init__(
            f"{standing.created_by} has approved this text, {in_words(standing.created_at)}. "
            "Publish it, or change it first."
        )


class NothingSubmitted(HandOverRefused):
    """There is nothing to approve, to return or to take back."""

    def __init__(self) -> None:
        super().__init__("This article is a draft with its reporter. It has to be submitted first.")


class SubmittedByAnother(HandOverRefused):
    """Only who has submitted an article takes it back; others return it, with a note."""

    def __init__(self, standing: HandOver) -> None:
        super().__init__(
            f"{standing.created_by} has submitted this article and may take it back. Return it instead, "
            "with a note."
        )


class NoteMissing(HandOverRefused):
    """A colleague is owed words that were not given."""

    def __init__(self) -> None:
        super().__init__("Write what is to be mended; whoever submitted the article reads it.")


class OwnWork(HandOverRefused):
    """A second person has to approve, and this is the first."""

    def __init__(self) -> None:
        super().__init__(
            "You have submitted this text or written it last, so somebody else has to approve it."
        )


class ApprovalMissing(PublishingRefused):
    """The newspaper asks for a second person's approval of this very text."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody other than its last writer has to approve this version first. Submit it."
        )


class UnderEmbargo(PublishingRefused):
    """The asked time is before the embargo's hour."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"This article is under embargo: nobody may publish it before {in_words(until)}. "
            "Schedule it for that time or later."
        )


class EmbargoHolds(PublishingRefused):
    """A new embargo would end before the one that holds."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"An embargo until {in_words(until)} holds already. Choose a later time, or lift it first."
        )


class ScheduledBefore(PublishingRefused):
    """Readers would see the article before the embargo's hour."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"This article is scheduled for {in_words(at)}, before that hour. Cancel that first."
        )


class NoEmbargo(PublishingRefused):
    """There is nothing to lift."""

    def __init__(self) -> None:
        super().__init__("This article has no embargo.")


class ReasonMissing(PublishingRefused):
    """Readers are owed words that were not given."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Write {what}; readers will see it.")
