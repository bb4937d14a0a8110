"""Differences as HTML, made by escaping: nothing of the compared texts is printed as markup.

Colour alone says nothing: what was removed or added stands in `del` and `ins`, which are struck
through and underlined, and says so in words to those who listen.
"""

from collections.abc import Iterable
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.differences.blocks import BlockDifference, Unchanged
from articles.differences.words import Change, Run, Word

ELEMENTS = {Change.REMOVED: "del", Change.ADDED: "ins"}
MARKED = {"bold": "strong", "italic": "em", "raised": "sup"}
CUES = {Change.REMOVED: "Removed", Change.ADDED: "Added", Change.CHANGED: "Changed"}


def runs_as_html(runs: Iterable[Run]) -> SafeString:
    """A text with its differences, within one line."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def blocks_as_html(differences: Iterable[BlockDifference | Unchanged]) -> SafeString:
    """The blocks of a body one below the other; each that did not stay says what became of it."""
    return format_html_join("", "{}", ((_block(one),) for one in differences))


def _block(one: BlockDifference | Unchanged) -> SafeString:
    if isinstance(one, Unchanged):
        words = "One block" if one.count == 1 else f"{one.count} blocks"
        return format_html('<p class="difference difference--left-out">{} unchanged</p>', words)
    return format_html(
        '<div class="difference difference--{}">{}<p>{}</p></div>\n',
        one.change,
        format_html('<p class="difference__cue">{}</p>\n', _cue(one)) if _cue(one) else "",
        _content(one),
    )


def _cue(one: BlockDifference) -> str:
    """What became of a block, in words; a paragraph that stayed needs none."""
    if not one.kind:
        return ""
    if one.change is Change.KEPT:
        return "" if one.kind == "Paragraph" else one.kind
    if one.is_moved:
        where = "to another place" if one.change is Change.REMOVED else "here"
        return f"{one.kind}: moved {where}"
    if one.former_kind:
        return f"{one.kind}, was: {one.former_kind}"
    return f"{one.kind}: {CUES[one.change].lower()}"


def _content(one: BlockDifference) -> SafeString:
    """What was removed or added as a whole is said by its cue once, not by each of its marks."""
    if one.change in ELEMENTS:
        element = ELEMENTS[one.change]
        return format_html("<{0}>{1}</{0}>", SafeString(element), _words(one.runs[0]))
    return runs_as_html(one.runs)


def _run(run: Run) -> SafeString:
    """The blank before the first word stands outside, where no line is drawn through it."""
    blank = " " if run.text.startswith(" ") else ""
    if run.change is Change.KEPT:
        return format_html("{}{}", blank, _words(run))
    return format_html(
        '{0}<{1}><span class="visually-hidden">[{2}: </span>{3}'
        '<span class="visually-hidden">]</span></{1}>',
        blank,
        SafeString(ELEMENTS[run.change]),
        ", ".join([CUES[run.change].lower(), *_named_marks(run)]),
        _words(run),
    )


def _named_marks(run: Run) -> list[str]:
    return sorted({mark for word in run.words for mark in word.marks})


def _words(run: Run) -> SafeString:
    """The words with their marks, and where links lead if the link is part of the difference."""
    parts: list[SafeString] = []
    for (marks, link), group in groupby(run.words, key=lambda word: (word.marks, word.link)):
        parts.append(_marked(list(group), marks, is_first=not parts))
        if link and run.change is not Change.KEPT:
            parts.append(format_html(' <span class="difference__link">(link to {})</span>', link))
    return format_html_join("", "{}", ((part,) for part in parts))


def _marked(words: list[Word], marks: tuple[str, ...], *, is_first: bool) -> SafeString:
    text = "".join(word.text for word in words)
    shown = text.lstrip() if is_first else text
    blank = " " if shown.startswith(" ") else ""
    content = format_html("{}", shown.strip())
    for element in (MARKED[mark] for mark in marks):
        content = format_html("<{0}>{1}</{0}>", SafeString(element), content)
    return format_html("{}{}", blank, content)
