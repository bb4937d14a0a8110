"""A text as rules read it, with the way back to each place in the original.

Letters that are repeated stand once, with how often: so "baaad" can be compared with "bad", and "god"
is still not "good". Letters that were spaced out ("b a d", "b.a.d") are read once more, joined.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from comments.rules.letters import SPACE, folded, script_of

# Fewer letters in a row are initials.
FEWEST_SPACED_OUT = 3


class Atom(NamedTuple):
    """A letter as it is read, and where it stands in the original."""

    letter: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Runs:
    """Letters, each once for all its repetitions; how many these are, and from where to where."""

    letters: str
    lengths: list[int]
    starts: list[int]
    ends: list[int]


class Reading:
    """A text in three forms: `runs`, `joined` (what was spaced out), and `plain`, all of its letters.

    Takes time in proportion to the text's length. `runs` and `joined` begin and end with a space.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def runs(self) -> Runs:
        """All letters."""
        return _collapsed(self._atoms)

    @cached_property
    def joined(self) -> Runs:
        """Only what was spaced out, each such row of letters as one word."""
        return _collapsed(_spaced_out(self._atoms))

    @cached_property
    def scripts(self) -> Counter[str]:
        """How many letters of each script the original has."""
        return Counter(script for script in map(script_of, self.text) if script)

    @cached_property
    def plain(self) -> str:
        """All letters in their number, words apart by one space."""
        return SPACE.join("".join(map(folded, self.text)).split())

    @cached_property
    def _atoms(self) -> list[Atom]:
        return list(_atoms(self.text))


def _atoms(text: str) -> Iterator[Atom]:
    for place, character in enumerate(text):
        for letter in folded(character):
            yield Atom(letter, place, place + 1)


def _collapsed(atoms: Iterable[Atom]) -> Runs:
    letters, lengths, starts, ends = [SPACE], [1], [0], [0]
    for letter, start, end in atoms:
        if letter == letters[-1]:
            lengths[-1] += 1
            ends[-1] = end
        else:
            letters.append(letter)
            lengths.append(1)
            starts.append(start)
            ends.append(end)
    if letters[-1] != SPACE:
        letters.append(SPACE)
        lengths.append(1)
        starts.append(ends[-1])
        ends.append(ends[-1])
    return Runs("".join(letters), lengths, starts, ends)


def _spaced_out(atoms: list[Atom]) -> Iterator[Atom]:
    """Rows of single letters with one separator between each, without these separators."""
    row: list[Atom] = []
    letters = 0
    for word, gap in _words(atoms):
        is_letter = all(one.letter == word[0].letter for one in word)
        if is_letter:
            row.extend(word)
            letters += 1
        if not is_letter or gap != 1:
            if letters >= FEWEST_SPACED_OUT:
                yield from (Atom(SPACE, row[0].start, row[0].start), *row)
            row, letters = [], 0
    if letters >= FEWEST_SPACED_OUT:
        yield from (Atom(SPACE, row[0].start, row[0].start), *row)


def _words(atoms: list[Atom]) -> Iterator[tuple[list[Atom], int]]:
    """Each word with the number of separators behind it."""
    word: list[Atom] = []
    gap = 0
    for atom in atoms:
        if atom.letter == SPACE:
            gap += 1
        else:
            if gap and word:
                yield word, gap
                word = []
            gap = 0
            word.append(atom)
    if word:
        yield word, gap
