"""Finding any of thousands of words and phrases in one pass over a text (Aho and Corasick, 1975)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from comments.rules.letters import SPACE, is_written_without_spaces, script_of
from comments.rules.readings import Reading, Runs
from comments.rules.refusals import RuleBroken

MOST_ENTRIES = 10_000
LONGEST_ENTRY = 100
# Fewer repetitions are how words are spelled; more are a voice that is raised.
STRETCHED = 3


class Match(NamedTuple):
    """An entry of the list, as its writer wrote it, and where it stands in the text."""

    entry: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its letters' repetitions, and its script."""

    line: str
    lengths: tuple[int, ...]
    script: str
    whole: bool


class WordList:
    """Words and phrases, a line each, found whole or anywhere; raises RuleBroken for a wrong line.

    Disguised words are found, too (`letters`, `readings`). A word of another script that only looks
    like an entry is not: "сор" in a Russian comment is no English "cop".
    """

    def __init__(self, lines: Iterable[str], *, whole_words: bool) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._automaton = ahocorasick.Automaton()
        for number, line in enumerate(lines, start=1):
            if line.strip():
                self._add(line.strip(), number, whole_words=whole_words)
        for key in self._entries:
            self._automaton.add_word(key, key)
        if self._entries:
            self._automaton.make_automaton()

    def _add(self, line: str, number: int, *, whole_words: bool) -> None:
        if number > MOST_ENTRIES:
            raise RuleBroken(f"A list has at most {MOST_ENTRIES:,} lines.")
        if len(line) > LONGEST_ENTRY:
            raise RuleBroken(f"Line {number} is longer than {LONGEST_ENTRY} characters.")
        runs = Reading(line).runs
        letters = runs.letters.strip(SPACE)
        if not letters or (len(letters) == 1 and runs.lengths[1] == 1 and letters.isalnum()):
            raise RuleBroken(f"Line {number}, “{line}”, needs two letters or more to look for.")
        first = runs.letters.index(letters)
        whole = whole_words and not is_written_without_spaces(letters)
        lengths = tuple(runs.lengths[first : first + len(letters)])
        scripts = [script for script in map(script_of, line) if script]
        script = max(scripts, key=scripts.count, default="")
        self._entries[letters].append(Entry(line, lengths, script, whole))

    def find(self, reading: Reading, *, most: int) -> list[Match]:
        """The places of entries in their order, at most so many."""
        if not self._entries:
            return []
        matches: dict[tuple[int, int], Match] = {}
        for runs in (reading.runs, reading.joined):
            for match in self._matches(runs, reading):
                matches.setdefault((match.start, match.end), match)
                if len(matches) == most:
                    break
        return [matches[place] for place in sorted(matches)]

    def _matches(self, runs: Runs, reading: Reading) -> Iterator[Match]:
        for last, key in self._automaton.iter(runs.letters):
            first = last - len(key) + 1
            is_whole = runs.letters[first - 1] == SPACE == runs.letters[last + 1]
            start, end = runs.starts[first], runs.ends[last]
            for entry in self._entries[key]:
                if (
                    (is_whole or not entry.whole)
                    and _is_spelled(entry, runs.lengths[first : last + 1], key)
                    and _is_of_script(entry.script, reading, start, end)
                ):
                    yield Match(entry.line, start, end)
                    break


def _is_spelled(entry: Entry, lengths: list[int], key: str) -> bool:
    """Whether each letter stands as often as in the entry, or was stretched."""
    edges = {0, len(key) - 1}
    for place, (found, wanted) in enumerate(zip(lengths, entry.lengths, strict=True)):
        if found == wanted or key[place] == SPACE:
            continue
        if not entry.whole and place in edges and found > wanted:
            continue
        if key[place].isdigit() or found < max(STRETCHED, wanted):
            return False
    return True


def _is_of_script(script: str, reading: Reading, start: int, end: int) -> bool:
    """Whether a letter of the entry's own script stands there, or most of the text is written in it."""
    if not script or any(script_of(one) == script for one in reading.text[start:end]):
        return True
    return 2 * reading.scripts[script] > reading.scripts.total()
