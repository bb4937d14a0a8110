"""Why an appeal is not taken, or an answer to one; each message is written for who asked for it."""


class AppealRefused(Exception):
    """Base of all reasons not to take an appeal, or a decision about one; the text says what to do."""


class AppealMade(AppealRefused):
    """A statement is appealed once."""

    def __init__(self) -> None:
        super().__init__("You have appealed already. A moderator answers on this page.")


class AppealTooLate(AppealRefused):
    """The time for it has passed."""

    def __init__(self) -> None:
        super().__init__("The time to appeal has passed: six months from the decision.")


class AppealTooShort(AppealRefused):
    """Nothing in it can be looked at."""

    def __init__(self) -> None:
        super().__init__("Say in five words or more why the decision was wrong.")


class AppealTooLong(AppealRefused):
    """There are more characters than somebody reads; `length` says how many."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"An appeal has at most {longest:,} characters; yours has {length:,}.")


class OwnDecision(AppealRefused):
    """Whoever decided first does not decide about the appeal."""

    def __init__(self) -> None:
        super().__init__("You made this decision yourself: somebody else must look at it.")


class AppealDecided(AppealRefused):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__("This appeal has been decided already.")


class AnswerMissing(AppealRefused):
    """The author is owed words."""

    def __init__(self) -> None:
        super().__init__("Write an answer of at most 1,000 characters; the author reads it.")
