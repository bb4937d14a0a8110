"""Why something could not be done with a comment; each message is written for who asked for it."""

from datetime import timedelta


class PostingRefused(Exception):
    """Base of all reasons not to store a comment; nothing was stored."""


class ArticleNotShown(PostingRefused):
    """Readers do not see the article, so they can't answer it."""

    def __init__(self) -> None:
        super().__init__("This story is no longer shown. Nothing was stored.")


class ThreadClosed(PostingRefused):
    """The thread takes no comments, or not at this hour."""

    def __init__(self) -> None:
        super().__init__(
            "Comments on this story are closed. Nothing was stored; copy your text if you want to "
            "keep it."
        )


class ReaderBanned(PostingRefused):
    """The signed-in reader may not comment."""

    def __init__(self) -> None:
        super().__init__("The newsroom has ended your right to comment. Nothing was stored.")


class ParentGone(PostingRefused):
    """The comment that was to be answered is no longer shown."""

    def __init__(self) -> None:
        super().__init__(
            "The comment that you are answering is no longer shown. Send again to post yours on "
            "its own."
        )


class SubmissionReused(PostingRefused):
    """Another text was stored under the same submission id."""

    def __init__(self) -> None:
        super().__init__(
            "A comment was already sent from this form, with other words. Send again to post this "
            "one, too."
        )


class TooManyComments(PostingRefused):
    """The allowance of the reader's address is used up; `wait` says for how long."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(
            "Many comments came from your connection in a short time. Your text is kept: send it "
            f"again in {self.seconds} second{'' if self.seconds == 1 else 's'}."
        )

    @property
    def seconds(self) -> int:
        """The wait in whole seconds, at least one."""
        return max(1, -int(-self.wait.total_seconds() // 1))


class DecisionRefused(Exception):
    """Base of all reasons not to change a comment's state; the text is written for the moderator."""


class StaleDecision(DecisionRefused):
    """Somebody decided between the moderator's look and their decision."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has decided about this comment since you opened it. Look again."
        )


class NotPossible(DecisionRefused):
    """The comment's state does not allow the decision."""

    def __init__(self, decision: str, state: str) -> None:
        super().__init__(f"“{decision}” is not possible: the comment is “{state}”.")


class ReasonMissing(DecisionRefused):
    """The decision needs words, and at most 300 characters of them."""

    def __init__(self) -> None:
        super().__init__("Write a reason of at most 300 characters.")
