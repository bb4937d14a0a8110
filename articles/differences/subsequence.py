"""The longest common subsequence of two sequences, at a price that bad input can't raise."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

# Cells of the table of both sequences, a bit each: 100 million are 12 MB and about 50 ms.
MOST_CELLS = 100_000_000

type Pairs = list[tuple[int, int]]


def common_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The places (in old, in new) of the most items that both have in the same order.

    Where the table would have more than MOST_CELLS, only the common beginning and end are found.
    """
    start = _common_start(old, new, min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    end = _common_start(old[::-1], new[::-1], most)
    head = [(place, place) for place in range(start)]
    tail = [(len(old) - place, len(new) - place) for place in range(end, 0, -1)]
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(middle_old) * len(middle_new) > MOST_CELLS:
        return head + tail
    middle = [(i + start, j + start) for i, j in _longest(middle_old, middle_new)]
    return head + middle + tail


def _common_start(old: Sequence[Hashable], new: Sequence[Hashable], most: int) -> int:
    for place in range(most):
        if old[place] != new[place]:
            return place
    return most


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Bit-parallel, after H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004).

    A row is one integer with a bit for each item of `old`: it is 0 where the subsequence grows. All rows
    are kept, and the pairs are read from the last one back to the first.
    """
    places: dict[Hashable, int] = defaultdict(int)
    for place, item in enumerate(old):
        places[item] |= 1 << place
    everything = (1 << len(old)) - 1
    row, rows = everything, [everything]
    for item in new:
        matching = row & places.get(item, 0)
        row = ((row + matching) | (row - matching)) & everything
        rows.append(row)
    pairs, i, j = [], len(old), len(new)
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif not rows[j - 1] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def heaviest_chain(candidates: Iterable[tuple[int, int, float]]) -> Pairs:
    """Of (place in old, place in new, weight), those of the greatest sum that keep both orders."""
    ordered = sorted(candidates, key=lambda one: (one[0], -one[1]))
    size = max((j for _, j, _ in ordered), default=-1) + 1
    chains = _Chains(size)
    for i, j, weight in ordered:
        before = chains.best_before(j)
        chains.add(_Chain(before.weight + weight, (i, j), before))
    pairs, chain = [], chains.best_before(size)
    while chain.before is not None:
        pairs.append(chain.last)
        chain = chain.before
    return pairs[::-1]


class _Chain(NamedTuple):
    """Pairs in order: their summed weight, the last of them, and the chain of those before it."""

    weight: float
    last: tuple[int, int]
    before: "_Chain | None"


class _Chains:
    """The heaviest chain that ends before a place, in a binary indexed tree (P. Fenwick, 1994)."""

    def __init__(self, size: int) -> None:
        self._tree = [_Chain(0.0, (-1, -1), None)] * (size + 1)

    def best_before(self, place: int) -> _Chain:
        best = self._tree[0]
        while place:
            if self._tree[place].weight > best.weight:
                best = self._tree[place]
            place &= place - 1
        return best

    def add(self, chain: _Chain) -> None:
        place = chain.last[1] + 1
        while place < len(self._tree):
            if chain.weight > self._tree[place].weight:
                self._tree[place] = chain
            place += place & -place
