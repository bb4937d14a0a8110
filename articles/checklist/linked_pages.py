"""Links to pages of the portal that readers can't open."""

from collections.abc import Iterator

from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript
from articles.prose.links import IDENTITY


def dead_link(manuscript: Manuscript) -> Iterator[Finding]:
    """Every link of the body to the portal's own pages opens for readers at the time of publication."""
    for passage, block in manuscript.placed:
        for link in block.links:
            if why := manuscript.dead_links.get(link.href):
                yield Finding(
                    "dead-link",
                    "body",
                    f"The link on “{link.words}” {why}."
                    if IDENTITY.fullmatch(link.href)
                    else f"The link to {link.href} {why}.",
                    "Link to a page that readers can open, or take the link off.",
                    where=passage.where,
                    words=link.words,
                    context=link.href,
                )
