"""Footnotes: a number where the text has a note, the note at the foot, and the way back."""

from lxml import html
from lxml.html import HtmlElement


def take_notes(body: HtmlElement) -> list[HtmlElement]:
    """Put a numbered place for every note into the text, and return the notes in their order.

    The numbers are links, so that they work in any browser, on paper and in a feed.
    """
    notes = [one for one in body.iter("small") if one.get("class") == "footnote"]
    for number, note in enumerate(notes, start=1):
        link = html.Element(
            "a",
            {
                "id": f"footnote-{number}-place",
                "href": f"#footnote-{number}",
                "role": "doc-noteref",
                "aria-label": f"Footnote {number}",
            },
        )
        link.text = str(number)
        place = html.Element("sup", {"class": "footnote-place"})
        place.append(link)
        place.tail, note.tail = note.tail, None
        _close_up(note)
        note.getparent().replace(note, place)
    return notes


def _close_up(note: HtmlElement) -> None:
    """The number follows its word without a blank."""
    before = note.getprevious()
    if before is not None:
        before.tail = (before.tail or "").rstrip(" ") or None
    else:
        above = note.getparent()
        above.text = (above.text or "").rstrip(" ") or None


def add_notes(body: HtmlElement, notes: list[HtmlElement]) -> None:
    """Print the notes below the text."""
    if not notes:
        return
    foot = html.Element(
        "section", {"class": "footnotes", "role": "doc-endnotes", "aria-label": "Footnotes"}
    )
    listing = html.Element("ol")
    foot.append(listing)
    for number, note in enumerate(notes, start=1):
        item = html.Element("li", {"id": f"footnote-{number}"})
        item.text = note.text
        item.extend(list(note))
        _add_space(item)
        back = html.Element(
            "a",
            {
                "class": "footnotes__back",
                "href": f"#footnote-{number}-place",
                "role": "doc-backlink",
                "aria-label": "Back to the text",
            },
        )
        back.text = "↩"
        item.append(back)
        listing.append(item)
    body.append(foot)


def _add_space(item: HtmlElement) -> None:
    if len(item):
        item[-1].tail = f"{item[-1].tail or ''} "
    else:
        item.text = f"{item.text or ''} "


def anchors_of(notes: list[HtmlElement]) -> set[str]:
    """The anchors that the notes take, which no subhead may have."""
    numbers = range(1, len(notes) + 1)
    return {
        name for number in numbers for name in (f"footnote-{number}", f"footnote-{number}-place")
    }
