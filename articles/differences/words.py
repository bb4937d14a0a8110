"""Differences of two texts, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from articles.differences.subsequence import common_pairs

# Signs of scripts without blanks between words are compared one by one.
_SIGN = r"[\u3040-\u30ff\u3400-\u9fff]"
_LETTERS = r"[^\W\u3040-\u30ff\u3400-\u9fff]+"
# A word with the blank before it; "well-known", "don't" and "1,000" are one each.
WORD = re.compile(rf" ?(?:{_SIGN}|{_LETTERS}(?:(?:[-'’.]|,(?=\d)){_LETTERS})*|[^\w\s])")


class Change(StrEnum):
    """What became of some words, or of a block; only a block that stayed can be changed inside."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


class Word(NamedTuple):
    """A word or a punctuation mark, with the blank before it, and how it is marked up.

    `marks` are names of elements such as `strong`, `link` is an address that the word leads to.
    """

    text: str
    marks: tuple[str, ...] = ()
    link: str = ""


class Run(NamedTuple):
    """Words that follow each other and share a fate: kept, removed or added."""

    change: Change
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words as plain text, with the blank before the first if it has one."""
        return "".join(word.text for word in self.words)


class _Stretch(NamedTuple):
    """Words of which some version is removed, or added, or both; or words that are kept."""

    kept: tuple[Word, ...] = ()
    removed: tuple[Word, ...] = ()
    added: tuple[Word, ...] = ()

    @property
    def weight(self) -> int:
        """How much of it one reads, in letters."""
        return max(_letters(self.kept), _letters(self.removed), _letters(self.added))


def words_of(
    text: str, *, marks: tuple[str, ...] = (), link: str = "", after_blank: bool = True
) -> Iterator[Word]:
    """A text's words. Blanks and line breaks of any number are one blank, as a browser shows them."""
    shown = " ".join(text.split())
    if after_blank or text[:1].isspace():
        shown = f" {shown}"
    for found in WORD.finditer(shown):
        yield Word(found.group(), marks, link)


def compare_texts(old: str, new: str) -> list[Run]:
    """What was removed from a text and added to it; the kept and the added words are the new text."""
    return compare_words(tuple(words_of(old)), tuple(words_of(new)))


def compare_words(old: Sequence[Word], new: Sequence[Word]) -> list[Run]:
    """The same for words that were taken out of their text already."""
    return list(_runs(_folded(_stretches(old, new))))


def _stretches(old: Sequence[Word], new: Sequence[Word]) -> Iterator[_Stretch]:
    i = j = 0
    kept: list[Word] = []
    for next_i, next_j in [*common_pairs(old, new), (len(old), len(new))]:
        if i < next_i or j < next_j:
            if kept:
                yield _Stretch(kept=tuple(kept))
            kept = []
            yield _Stretch(removed=tuple(old[i:next_i]), added=tuple(new[j:next_j]))
        kept.extend(new[next_j : next_j + 1])
        i, j = next_i + 1, next_j + 1
    if kept:
        yield _Stretch(kept=tuple(kept))


def _folded(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Take a kept word or two between two larger changes for changed as well.

    Two sentences that have only "the" and a full stop in common are read as one replaced sentence.
    """
    folded: list[_Stretch] = []
    for stretch in stretches:
        folded.append(stretch)
        while len(folded) >= 3 and _is_lost_between(*folded[-3:]):
            before, between, after = folded[-3:]
            folded[-3:] = [
                _Stretch(
                    removed=before.removed + between.kept + after.removed,
                    added=before.added + between.kept + after.added,
                )
            ]
    return folded


def _is_lost_between(before: _Stretch, between: _Stretch, after: _Stretch) -> bool:
    if not between.kept or after.kept:
        return False
    return between.weight <= before.weight and between.weight <= after.weight


def _letters(words: tuple[Word, ...]) -> int:
    return sum(character.isalnum() for word in words for character in word.text)


def _runs(stretches: Iterable[_Stretch]) -> Iterator[Run]:
    for stretch in stretches:
        for change, words in (
            (Change.KEPT, stretch.kept),
            (Change.REMOVED, stretch.removed),
            (Change.ADDED, stretch.added),
        ):
            if words:
                yield Run(change, words)
