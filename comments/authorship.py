"""Who a comment belongs to: the account that it came from, or the browser, or who has its code."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from comments import marks
from comments.models import Comment, Reader


@dataclass(frozen=True)
class Author:
    """Whoever sends a request: an account, a browser, and other browsers whose codes it was given."""

    reader: Reader | None = None
    browser: str = ""
    private_codes: tuple[str, ...] = ()

    @property
    def browsers(self) -> tuple[str, ...]:
        """All browsers as which this author may act."""
        return (self.browser, *self.private_codes) if self.browser else self.private_codes

    def wrote(self, comment: Comment) -> bool:
        """Whether the comment is theirs: an account's is its account's alone, also without a browser."""
        if comment.reader_id is not None:
            return self.reader is not None and self.reader.pk == comment.reader_id
        # A comment without a mark is nobody's.
        return bool(comment.author_mark) and any(
            is_mark_of(browser, comment) for browser in self.browsers
        )


def is_mark_of(browser: str, comment: Comment) -> bool:
    """Whether a nickname's comment was sent from that browser."""
    mark = marks.author_mark(article_id=comment.thread_id, browser=browser, reader=None)
    return bool(mark) and constant_time_compare(mark, comment.author_mark)


def author_of(request: HttpRequest) -> Author:
    """Who sends the request."""
    return Author(
        reader=reader_of(request),
        browser=marks.browser_of(request),
        private_codes=marks.further_browsers_of(request),
    )


def reader_of(request: HttpRequest) -> Reader | None:
    """The reader who is signed in; somebody without one writes by nickname."""
    if not request.user.is_authenticated:
        return None
    return Reader.objects.filter(user=request.user).first()
