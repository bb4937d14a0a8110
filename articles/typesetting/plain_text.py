"""A text without any marks: what search reads, and what machines are told."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.models import Image

_LINES = frozenset({"p", "h2", "h3"})


def plain_text_of(body: HtmlElement, pictures: dict[int, Image]) -> str:
    """The words of a stored text, a line for each block, the footnotes last.

    Of a picture its caption is read, of a table each row, and a pull quote only if the text does not
    say the same words.
    """
    notes: list[str] = []
    lines: list[str] = []
    pulled: list[tuple[int, str]] = []
    for block in body:
        if block.get("class") == "pull-quote":
            pulled.append((len(lines), _words(block.find("blockquote"), notes)))
        else:
            lines += _lines(block, pictures, notes)
    said = "\n".join(lines)
    for place, words in reversed(pulled):
        if words not in said:
            lines.insert(place, words)
    return "\n".join(filter(None, [*lines, *notes]))


def first_words(body: HtmlElement) -> str:
    """The first paragraph, else whatever there is, without its footnotes."""
    first = body.find("p")
    return _words(body if first is None else first, [])


def _lines(block: HtmlElement, pictures: dict[int, Image], notes: list[str]) -> Iterator[str]:
    if key := block.get("data-picture"):
        image = pictures.get(int(key))
        yield _words(block, notes) or (image.caption if image else "")
    elif (table := block.find("table")) is not None:
        yield _words(block.find("figcaption"), notes)
        for row in table.iter("tr"):
            yield ", ".join(filter(None, (_words(cell, notes) for cell in row)))
    elif block.tag in _LINES:
        yield _words(block, notes)
    else:
        for line in block.iter("p"):
            yield _words(line, notes)


def _words(element: HtmlElement, notes: list[str]) -> str:
    """The words of an element with single blanks; those of its notes are added to the others."""
    parts: list[str] = []
    _read(element, parts, notes)
    return " ".join("".join(parts).split())


def _read(element: HtmlElement, parts: list[str], notes: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if child.tag == "small":
            notes.append(" ".join(child.text_content().split()))
        else:
            # A break of the line or another paragraph keeps words apart.
            parts.append(" " if child.tag in {"br", "p"} else "")
            _read(child, parts, notes)
        parts.append(child.tail or "")
