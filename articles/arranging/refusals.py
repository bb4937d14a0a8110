"""Why a page can't be arranged as asked; each message says what to do instead."""

from datetime import datetime

from articles.refusals import in_words


class ArrangingRefused(Exception):
    """Base of every refusal; its text is written for the editor."""


class StaleArrangement(ArrangingRefused):
    """What stands on the page is not what the editor saw."""

    def __init__(self) -> None:
        super().__init__(
            "The page is not what it was when you began. Nothing was published: look at both below, "
            "then choose."
        )


class TimeHasPassed(ArrangingRefused):
    """An arrangement comes into force now or later."""

    def __init__(self, now: datetime) -> None:
        super().__init__(f"This time has passed: it is {in_words(now)} now.")


class EndsTooEarly(ArrangingRefused):
    """A story would leave before it comes."""

    def __init__(self, slot: int, starts_at: datetime) -> None:
        super().__init__(f"In slot {slot} choose an end after {in_words(starts_at)}, or none.")


class NothingArranged(ArrangingRefused):
    """The page stands like this already."""

    def __init__(self) -> None:
        super().__init__("The page stands like this already: there is nothing to publish.")


class PageIsFull(ArrangingRefused):
    """There is no slot left."""

    def __init__(self) -> None:
        super().__init__("The page has no further slot. Take a story out first.")


class TooManySupport(ArrangingRefused):
    """A story has as many below it as a page shows well."""

    def __init__(self) -> None:
        super().__init__("At most four stories stand below another. Take one out first.")


class NotOnThePage(ArrangingRefused):
    """The story, or the one below which it should stand, is not held on the page."""

    def __init__(self) -> None:
        super().__init__("No story is held there. Hold one in the slot first.")


class StoryUnknown(ArrangingRefused):
    """The story can't be placed: readers never see it, or it is not the editor's to see."""

    def __init__(self) -> None:
        super().__init__(
            "This story can't be placed: it is neither live nor scheduled, or it is not yours to see."
        )
