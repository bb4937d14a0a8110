"""Names of the text whose bearers the newsroom knows and the page does not link to."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from articles.checklist.finding import Finding
from articles.checklist.manuscript import Known, Manuscript


def unlinked_name(manuscript: Manuscript) -> Iterator[Finding]:
    """The first place that names each one; whoever shares a name with somebody linked is no finding.

    A name in a subhead can't be linked, so it is none either.
    """
    told: set[tuple[Known, ...]] = set()
    for passage, block in manuscript.paragraphs:
        linked_here = {urlsplit(link.href).path for link in block.links}
        for found in manuscript.names.find(passage.text):
            if found.targets in told or _is_linked(found.targets, manuscript, linked_here):
                continue
            told.add(found.targets)
            name = passage.text[found.start : found.end]
            yield passage.finding(
                "unlinked-name",
                found.start,
                found.end,
                problem=_problem(name, found.targets),
                remedy="Add a mention of whoever is meant, or say why there is no link.",
            )


def _is_linked(bearers: tuple[Known, ...], manuscript: Manuscript, addresses: set[str]) -> bool:
    return any(one.who in manuscript.linked or one.who.address in addresses for one in bearers)


def _problem(name: str, bearers: tuple[Known, ...]) -> str:
    if len(bearers) == 1 and bearers[0].name == name:
        return f"“{name}” has a page, and the article does not link to it."
    pages = " or ".join(dict.fromkeys(one.name for one in bearers))
    return f"“{name}” may mean {pages}, and the article does not link there."
