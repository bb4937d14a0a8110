"""The comment form as a browser without scripts uses it: read it, fill it in, send it."""

from typing import Any

from django.test import Client
from lxml import html


class FormPage:
    """The form on a page that was received."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.text = response.content.decode()
        self._page: Any = html.fromstring(self.text)
        form: Any = self._page.xpath("//form[contains(@class, 'comment-form')]")[0]
        self.action: str = form.get("action")
        self.values: dict[str, Any] = {key: value or "" for key, value in form.fields.items()}
        # A browser drops the line end that stands directly behind the tag of a text area.
        self.values["text"] = self.values["text"].removeprefix("\n")

    @property
    def error(self) -> str:
        """What the page says went wrong, all of it."""
        found = self._page.xpath("//*[@role='alert' or contains(@class, 'field__errors')]")
        return " ".join(" ".join(one.text_content().split()) for one in found)


def open_form(client: Client, article_id: int, query: str = "") -> FormPage:
    return FormPage(client.get(f"/comments/new/{article_id}/{query}"))


def send(client: Client, form: FormPage, **typed: str) -> Any:
    """Send the form with what is typed over its values; redirects are not followed."""
    return client.post(form.action, form.values | typed)
