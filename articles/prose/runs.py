"""Running text as the prose editor keeps it: pieces of text, each with its marks.

However elements were nested, what is stored says the marks in one order: a footnote holds links, a link
holds bold, bold holds italic. That is the order of the editor's own schema, so the text that it reads
and writes again is the same to the letter.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

# A break of a line within a paragraph. No text holds it: control characters are taken off.
BREAK = "\x1f"
NO_BREAK_SPACE = "\u00a0"
_CONTROL_CHARACTERS = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n\f\r"}
_SPACE = " \t\n\f\r\u00a0"
_SPACES = re.compile(f"[{_SPACE}]+")
_AROUND_BREAK = re.compile(f"[{_SPACE}]*{BREAK}[{_SPACE}{BREAK}]*")
_PARAGRAPHS = re.compile(f"{BREAK}[{_SPACE}]*{BREAK}[{_SPACE}{BREAK}]*")


class Marks(NamedTuple):
    """How a piece of text stands out, the outermost mark first."""

    is_note: bool = False
    href: str = ""
    is_strong: bool = False
    is_emphasised: bool = False

    def tags(self) -> list[tuple[str, str]]:
        """The opening tag and the name of each element around the text."""
        named = [
            (self.is_note, '<small class="footnote">', "small"),
            (bool(self.href), f'<a href="{escape(self.href)}">', "a"),
            (self.is_strong, "<strong>", "strong"),
            (self.is_emphasised, "<em>", "em"),
        ]
        return [(opening, name) for is_on, opening, name in named if is_on]


PLAIN = Marks()


class Run(NamedTuple):
    """A piece of text with the same marks from end to end."""

    text: str
    marks: Marks = PLAIN


def without_controls(text: str) -> str:
    """The text without characters that nobody can see or type on purpose."""
    return text.translate(_CONTROL_CHARACTERS)


def paragraphs_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Tidy paragraphs: two breaks of a line in a row begin a new one, and none is empty."""
    pieces: list[list[Run]] = [[]]
    for run in _merged(runs):
        first, *others = _PARAGRAPHS.split(run.text)
        pieces[-1].append(Run(first, run.marks))
        pieces.extend([Run(text, run.marks)] for text in others)
    return [tidied for piece in _split_between_runs(pieces) if (tidied := tidy(piece))]


def _split_between_runs(pieces: list[list[Run]]) -> Iterator[list[Run]]:
    """Pieces in which no two breaks follow each other, though each be in a run of its own."""
    for piece in pieces:
        current: list[Run] = []
        ends_in_break = False
        for run in piece:
            text = run.text
            begins_with_break = text.lstrip(_SPACE).startswith(BREAK)
            if ends_in_break and begins_with_break:
                yield current
                current = []
            current.append(run)
            if text.strip(_SPACE):
                ends_in_break = text.rstrip(_SPACE).endswith(BREAK)
        yield current


def tidy(runs: Iterable[Run], *, keeps_breaks: bool = True) -> list[Run]:
    """The runs of one line or paragraph with even white space, and none beside each other that are alike.

    A no-break space stays where it stands alone between words. Returns an empty list for what has no
    visible character.
    """
    if not keeps_breaks:
        runs = (Run(run.text.replace(BREAK, " "), run.marks) for run in runs)
    runs = _even_space(_merged(_notes_without_margins(_merged(runs))))
    return list(_merged(_bare_space(_merged(runs))))


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours with the same marks in one run, in Unicode's composed form (NFC)."""
    filled = (run for run in runs if run.text)
    for marks, alike in groupby(filled, key=lambda run: run.marks):
        yield Run(unicodedata.normalize("NFC", "".join(run.text for run in alike)), marks)


def _notes_without_margins(runs: Iterable[Run]) -> Iterator[Run]:
    """White space and breaks at the ends of a footnote stand outside of it; a blank one is none."""
    for is_note, group in groupby(runs, key=lambda run: run.marks.is_note):
        note = list(group)
        if not is_note:
            yield from note
            continue
        text = "".join(run.text for run in note)
        margin = _SPACE + BREAK
        before = text[: len(text) - len(text.lstrip(margin))]
        after = text[len(text.rstrip(margin)) :] if text.strip(margin) else ""
        yield Run(before)
        yield from _cut(note, len(before), len(text) - len(after))
        yield Run(after)


def _cut(runs: list[Run], start: int, end: int) -> Iterator[Run]:
    """The characters from `start` to before `end`, a break within them being a space."""
    place = 0
    for run in runs:
        text = run.text[max(0, start - place) : max(0, end - place)]
        place += len(run.text)
        if text:
            yield Run(text.replace(BREAK, " "), run.marks)


def _even_space(runs: Iterable[Run]) -> list[Run]:
    """Single spaces, none at the ends or beside a break, counted over the text and not run by run."""
    runs = list(runs)
    text = "".join(run.text for run in runs)
    kept = list(text)
    for match in _SPACES.finditer(text):
        if match[0] != NO_BREAK_SPACE:
            kept[match.start() : match.end()] = [" ", *[""] * (len(match[0]) - 1)]
    for match in _AROUND_BREAK.finditer(text):
        kept[match.start() : match.end()] = [BREAK, *[""] * (len(match[0]) - 1)]
    visible = [index for index, one in enumerate(text) if one not in _SPACE + BREAK]
    if not visible:
        return []
    kept[: visible[0]] = [""] * visible[0]
    kept[visible[-1] + 1 :] = [""] * (len(text) - visible[-1] - 1)
    evened, place = [], 0
    for run in runs:
        following = place + len(run.text)
        evened.append(Run("".join(kept[place:following]), run.marks))
        place = following
    return evened


def _bare_space(runs: Iterable[Run]) -> Iterator[Run]:
    """White space between differently marked words is neither bold nor linked."""
    for run in runs:
        is_blank = not run.text.strip(_SPACE + BREAK)
        yield Run(run.text, Marks(is_note=run.marks.is_note)) if is_blank else run


def html_of(runs: Iterable[Run]) -> str:
    """The runs as HTML, each element open for as long as neighbours share its mark."""
    written: list[str] = []
    open_tags: list[tuple[str, str]] = []
    for run in runs:
        tags = run.marks.tags()
        shared = 0
        while shared < min(len(tags), len(open_tags)) and tags[shared] == open_tags[shared]:
            shared += 1
        written += (f"</{name}>" for _, name in reversed(open_tags[shared:]))
        written += (opening for opening, _ in tags[shared:])
        text = escape(run.text, quote=False).replace(NO_BREAK_SPACE, "&nbsp;")
        written.append(text.replace(BREAK, "<br>"))
        open_tags = tags
    written += (f"</{name}>" for _, name in reversed(open_tags))
    return "".join(written)


def plain(runs: Iterable[Run]) -> list[Run]:
    """The words alone, on one line."""
    return tidy((Run(run.text) for run in runs), keeps_breaks=False)
