"""Why an author could not change a comment of their own; each message is written for them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comments.models import Comment


class ChangeRefused(Exception):
    """Base of all reasons not to let somebody change a comment; written for its author."""


class NotTheAuthor(ChangeRefused):
    """Whoever asks did not write the comment, as far as can be told."""

    def __init__(self) -> None:
        super().__init__("This comment was written by somebody else, or from another browser.")


class EditingOver(ChangeRefused):
    """The time in which an author may change the words is over."""

    def __init__(self) -> None:
        super().__init__(
            "The time for editing is over. Copy your text if you want to keep it; you can still withdraw "
            "the comment, or answer it with what you want to add."
        )


class NotChangeable(ChangeRefused):
    """The comment's state does not allow its author to change it."""

    def __init__(self) -> None:
        super().__init__(
            "The comment is not open to changes any more. Copy your text if you want to keep it."
        )


class StaleEdit(ChangeRefused):
    """The comment was changed after its author opened the form; `comment` is what it is now."""

    def __init__(self, comment: "Comment") -> None:
        self.comment = comment
        super().__init__(
            "The comment was changed after you opened this form. What it says now stands above your "
            "text; send again to put your text in its place."
        )
