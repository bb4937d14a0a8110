"""Finding names in running text: whole words only, the longest name first."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True)
class Found[T]:
    """One place in a text, `text[start:end]`, and everything that bears that name."""

    start: int
    end: int
    targets: tuple[T, ...]


class NameFinder[T]:
    """Finds any of many names in one pass over a text (Aho and Corasick, 1975).

    A name counts only as words of its own: "Ukraine" is not found in "Ukrainian", nor "Kremlin" in
    "pro-Kremlin"; a possessive ("Lukashenko's") is. Where names overlap the earliest wins, then the
    longest. Several targets may share a name. Texts are expected in Unicode's composed form (NFC).
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        targets: dict[str, list[T]] = {}
        for given, target in names:
            name = unicodedata.normalize("NFC", given.strip())
            bearers = targets.setdefault(name, []) if name else []
            if target not in bearers:
                bearers.append(target)
        self._targets = {name: tuple(bearers) for name, bearers in targets.items()}
        self._automaton = ahocorasick.Automaton()
        for name in self._targets:
            self._automaton.add_word(name, name)
        if self._targets:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Found[T]]:
        """Yield every place that names somebody, in order, none overlapping another."""
        if not self._targets:
            return
        whole = [
            (start, end, name)
            for end, name in ((last + 1, name) for last, name in self._automaton.iter(text))
            if _is_whole(text, start := end - len(name), end)
        ]
        reached = 0
        for start, end, name in sorted(whole, key=lambda match: (match[0], -match[1])):
            if start >= reached:
                reached = end
                yield Found(start, end, self._targets[name])


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_continues(text, start - 1, -1) or _continues(text, end, 1))


def _continues(text: str, index: int, direction: int) -> bool:
    """Whether the character there, or beyond a hyphen there, carries the word on."""
    if not 0 <= index < len(text):
        return False
    if text[index] in _HYPHENS:
        index += direction
        return 0 <= index < len(text) and is_letter(text[index])
    return is_letter(text[index])


def is_letter(character: str) -> bool:
    """Whether a character is a part of a word: a letter, a digit, an underscore or a mark on one."""
    return (
        character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
    )
