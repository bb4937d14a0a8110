"""The desk of a page as a browser without JavaScript sends it, and what it shows then."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.articles.admin.pages import form_at, tree_of

FRONT = "/admin/articles/placement/front/"


def press(desk: Client, do: str, address: str = FRONT, **fields: Any) -> Any:
    """Press one of the page's buttons; what follows is the page that the browser shows then."""
    return desk.post(address, form_at(desk, address) | {"do": do} | fields, follow=True)


def held(response: Any) -> list[list[str] | None]:
    """The headlines slot by slot, those below a story behind it; None where nothing is held."""
    named = ".//*[@data-story]//*[contains(@class, 'story__headline')]"
    return [
        [one.text_content().strip() for one in slot.xpath(named)] or None
        for slot in tree_of(response).find_class("slot")
    ]


def fills(response: Any) -> list[str]:
    """The headlines of what fills slots by itself."""
    named = "//*[contains(@class, 'story--auto')]//h3"
    return [one.text_content().strip() for one in tree_of(response).xpath(named)]


def words_in(response: Any) -> str:
    """All words of the page's own part, in one line."""
    return " ".join(tree_of(response).get_element_by_id("content").text_content().split())


def front_of(stories: Any) -> list[int]:
    """The keys of the articles that cards show."""
    return [story.article_id for story in stories]


def at_time(moment: datetime) -> dict[str, str]:
    """The fields that ask for a time."""
    local = timezone.localtime(moment)
    return {"when": "later", "at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M:%S}"}
