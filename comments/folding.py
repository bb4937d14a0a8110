"""Long comments show their beginning; the rest is a press away, without a script.

What is folded is in the page, in a `<details>`: found by a search in the page, read by machines, and
opened by a keyboard.
"""

import re

# Letters that are always shown, at least; and how many more there must be for folding to be worth it.
SHOWN = 900
WORTH = 400
VOID = {"br", "img", "hr", "wbr"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")


def fold(body_html: str) -> tuple[str, str]:
    """The beginning of a comment and the rest: both whole HTML, the rest "" where all of it is short.

    It is cut between blocks, or inside a paragraph behind the end of a sentence or a word; never inside
    a link or a quotation.
    """
    if len(body_html) < SHOWN + WORTH:
        return body_html, ""
    for place, opened in _places(body_html):
        if place >= SHOWN:
            if len(body_html) - place < WORTH:
                break
            return _cut(body_html, place, opened)
    return body_html, ""


def _cut(body_html: str, place: int, opened: str) -> tuple[str, str]:
    end = "</p>" if opened else ""
    return body_html[:place].rstrip() + end, opened + body_html[place:].lstrip()


def _places(body_html: str) -> list[tuple[int, str]]:
    """Where it may be cut, in order, and the tag of the paragraph that is open there ("": none)."""
    places: list[tuple[int, str]] = []
    stack: list[tuple[str, str]] = []
    end = 0
    for found in _TAG.finditer(body_html):
        if len(stack) == 1 and stack[0][0] == "p":
            places += _inside(body_html, end, found.start(), stack[0][1])
        closing, name = found[1], found[2]
        end = found.end()
        if name in VOID:
            continue
        if not closing:
            stack.append((name, found[0]))
        elif stack:
            stack.pop()
            if not stack:
                places.append((end, ""))
    return places


def _inside(body_html: str, start: int, end: int, opened: str) -> list[tuple[int, str]]:
    """The ends of sentences in a run of text; of words only where a run has no sentence to end."""
    text = body_html[start:end]
    ends = [start + found.end() for found in re.finditer(r"[.!?…。؟][\"”’»)]*\s", text)]
    if not any(SHOWN <= one <= SHOWN + WORTH for one in ends):
        ends += [start + found.end() for found in re.finditer(r"\s+", text)]
    return [(one, opened) for one in sorted(ends)]
