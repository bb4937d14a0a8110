"""Who sends a request without writing anything: an account or a browser, and from where."""

from dataclasses import dataclass

from django.http import HttpRequest

from comments import marks
from comments.allowances import key_of
from comments.models import Reader


@dataclass(frozen=True)
class Somebody:
    """A reader as far as a request tells; `browser` is new where it had no name yet."""

    reader: Reader | None
    browser: str
    address_key: str

    @property
    def key(self) -> str:
        """The same on the whole site, and no way back to who it is."""
        return marks.author_key(browser=self.browser, reader=self.reader)


def somebody(request: HttpRequest) -> Somebody:
    """Whoever sends the request. The answer should let a browser keep a new name."""
    user = request.user
    return Somebody(
        reader=Reader.objects.filter(user=user).first() if user.is_authenticated else None,
        browser=marks.browser_of(request) or marks.new_browser(),
        address_key=key_of(request),
    )
