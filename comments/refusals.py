"""Why something could not be done with a comment; each message is written for who asked for it."""

from datetime import timedelta


def seconds_of(wait: timedelta) -> int:
    """A wait in whole seconds, at least one."""
    return max(1, -int(-wait.total_seconds() // 1))


def in_seconds(number: int) -> str:
    """A number of seconds as it is said."""
    return "1 second" if number == 1 else f"{number} seconds"


class PostingRefused(Exception):
    """Base of all reasons not to store a comment; nothing was stored."""


class ArticleNotShown(PostingRefused):
    """Readers do not see the article, so they can't answer it."""

    def __init__(self) -> None:
        super().__init__("This story is no longer shown. Nothing was stored.")


class ThreadClosed(PostingRefused):
    """The thread takes no comments any more, or not yet."""

    def __init__(self) -> None:
        super().__init__(
            "Comments on this story are closed. Nothing was stored; copy your text if you want to "
            "keep it."
        )


class OutsideHours(PostingRefused):
    """The thread takes no comments at this hour; `words` say from when it does again."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words} Nothing was stored; your text is kept here until you leave this page."
        )


class AuthorSanctioned(PostingRefused):
    """The author may not comment here now; `words` say since which decision, and until when."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words} Nothing was stored; copy your text if you want to keep it.")


class ParentGone(PostingRefused):
    """The comment that was to be answered is no longer shown."""

    def __init__(self) -> None:
        super().__init__(
            "The comment that you are answering is no longer shown. Send again to post yours on "
            "its own."
        )


class NameTaken(PostingRefused):
    """The name stands for somebody else: a registered reader, a colleague, the paper, an office."""

    def __init__(self, nickname: str, *, whose: str, suggestion: str) -> None:
        reason = {
            "reader": f"“{nickname}” is the name of a registered reader. If it is yours, sign in.",
            "newsroom": f"“{nickname}” is a name of the newsroom.",
            "office": f"“{nickname}” sounds as if the newsroom spoke.",
        }[whose]
        super().__init__(f"{reason} Choose another one, such as “{suggestion}”; your text is kept.")


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
        self.seconds = seconds_of(wait)
        super().__init__(
            "Many comments came from your connection in a short time. Your text is kept: send it "
            f"again in {in_seconds(self.seconds)}."
        )


class ReadAgain(PostingRefused):
    """Rules ask the author to think about it; `rules` are their keys. Sent again, it is taken."""

    def __init__(self, told: str, *, rules: tuple[int, ...]) -> None:
        self.rules = rules
        super().__init__(
            f"Please read your comment again before others do. {told} You may change it, or send it "
            "as it is."
        )


class NotTaken(PostingRefused):
    """A rule refuses what the comment says."""

    def __init__(self, told: str) -> None:
        super().__init__(
            f"{told} Nothing was stored. Your text is kept: change it and send it again."
        )


class TooSoon(PostingRefused):
    """A rule asks the author to wait; `wait` says for how long."""

    def __init__(self, told: str, *, wait: timedelta) -> None:
        self.seconds = seconds_of(wait)
        super().__init__(f"{told} Your text is kept: send it again in {in_seconds(self.seconds)}.")


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


class NothingToUndo(DecisionRefused):
    """The last decision was somebody else's, or is too old to be taken back in passing."""

    def __init__(self) -> None:
        super().__init__(
            "There is no decision of yours of the last 15 minutes to take back. Decide anew instead."
        )


class ReasonMissing(DecisionRefused):
    """The decision needs words, and at most 300 characters of them."""

    def __init__(self) -> None:
        super().__init__("Write a reason of at most 300 characters.")


class SanctionRefused(DecisionRefused):
    """A sanction that can't be imposed or ended; the text is written for the moderator."""


class AuthorUnknown(SanctionRefused):
    """Nothing ties the comment to its author any more."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing is known any more of who wrote this: the key of an author is kept for 90 days."
        )


class EndMissing(SanctionRefused):
    """It needs an end that lies ahead, or must not have one."""

    def __init__(self) -> None:
        super().__init__(
            "Choose an end that lies ahead. Only a ban and moderating first may be for good."
        )


class SanctionOver(SanctionRefused):
    """There is nothing left to end."""

    def __init__(self) -> None:
        super().__init__("This sanction is over already.")


class RecommendingRefused(Exception):
    """Base of all reasons not to count a recommendation; the text is written for the reader."""


class NotRecommendable(RecommendingRefused):
    """Readers don't see the comment, or its thread is closed."""

    def __init__(self) -> None:
        super().__init__(
            "This comment can no longer be recommended: it is gone, or comments on the story are closed."
        )


class OwnComment(RecommendingRefused):
    """Nobody recommends what they have written themselves."""

    def __init__(self) -> None:
        super().__init__("You wrote this comment. Only others can recommend it.")


class TooManyRecommendations(RecommendingRefused):
    """Very many came from the reader's address."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            "Many recommendations came from your connection in a short time. Try again in "
            f"{seconds} second{'' if seconds == 1 else 's'}."
        )


class ReportRefused(Exception):
    """Base of all reasons not to take a report; the text is written for the reader."""


class NotReportable(ReportRefused):
    """Readers don't see the comment any more."""

    def __init__(self) -> None:
        super().__init__(
            "This comment is no longer shown, so there is nothing left to report. Nothing was stored."
        )


class ReportedAlready(ReportRefused):
    """A report of the same reader waits for a moderator."""

    def __init__(self) -> None:
        super().__init__(
            "You have reported this comment already. A moderator has not decided yet, so nothing was "
            "stored a second time."
        )


class KeptAlready(ReportRefused):
    """A moderator has looked at the same text for the same reason, and has kept it."""

    def __init__(self) -> None:
        super().__init__(
            "A moderator has already looked at this comment for this reason, and has kept it. If it "
            "breaks another rule, choose that one; if you think it is illegal, use the other form."
        )


class TooManyReports(ReportRefused):
    """Many came from the reader's address."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            "Many reports came from your connection in a short time. Your text is kept: send it again "
            f"in {seconds} second{'' if seconds == 1 else 's'}."
        )
