"""Who sends a request without writing anything: an account or a browser, and from where."""

from dataclasses import dataclass, replace

from django.http import HttpRequest

from comments import marks
from comments.allowances import key_of
from comments.authorship import Author, author_of


@dataclass(frozen=True)
class Somebody:
    """A reader as far as a request tells; the author's browser is new where it had no name yet."""

    author: Author
    address_key: str

    @property
    def key(self) -> str:
        """The same on the whole site, and no way back to who it is."""
        return marks.author_key(browser=self.author.browser, reader=self.author.reader)


def somebody(request: HttpRequest) -> Somebody:
    """Whoever sends the request. The answer should let a browser keep a new name."""
    author = author_of(request)
    return Somebody(
        author=author if author.browser else replace(author, browser=marks.new_browser()),
        address_key=key_of(request),
    )
