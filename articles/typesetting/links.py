"""Links to pages of the portal, with the addresses that these have when an edition is made."""

from datetime import datetime

from lxml.html import HtmlElement

from articles.lasting_links import paths_of
from articles.prose.links import IDENTITY


def set_links(body: HtmlElement, *, at: datetime) -> None:
    """Write addresses into links that say what they lead to; what has no page is not linked."""
    lasting = [link for link in body.iter("a") if IDENTITY.fullmatch(link.get("href", ""))]
    if not lasting:
        return
    paths = paths_of({link.get("href") for link in lasting}, at=at)
    for link in lasting:
        if path := paths.get(link.get("href")):
            link.set("href", path)
        else:
            link.drop_tag()
