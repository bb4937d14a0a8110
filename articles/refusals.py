"""Why something can't be published as asked; each message says what to do instead."""

from datetime import datetime

from django.utils import formats, timezone


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


class ReasonMissing(PublishingRefused):
    """Readers are owed words that were not given."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Write {what}; readers will see it.")
