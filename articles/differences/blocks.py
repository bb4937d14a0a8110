"""Differences of two bodies: block by block, and word by word within a block that was changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.differences.bodies import Block, blocks_of
from articles.differences.subsequence import Pairs, common_pairs, heaviest_chain
from articles.differences.words import Change, Run, compare_words

# The share of words that two blocks must have in common to be one block that was changed.
ALIKE = 0.4
# How many pairs of blocks are compared between two that stayed: about 30 ms.
MOST_PAIRS = 20_000
# A shorter block that turns up elsewhere is chance rather than a move.
WORDS_THAT_MOVE = 4


@dataclass(frozen=True)
class BlockDifference:
    """A block of either body. `former_kind` is set where a paragraph, say, was made a subhead.

    `is_moved` marks a removed or added block that stands elsewhere in the other body, word for word.
    """

    change: Change
    kind: str
    runs: tuple[Run, ...]
    former_kind: str = ""
    is_moved: bool = False


@dataclass(frozen=True)
class Unchanged:
    """Blocks in a row that stayed as they were, left out of what is shown."""

    count: int


def compare_bodies(old: str, new: str) -> list[BlockDifference]:
    """What became of each block of an HTML body; removed ones stand where they stood."""
    return compare_blocks(blocks_of(old), blocks_of(new))


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[BlockDifference]:
    """The same for blocks that were read already."""
    return _with_moves(list(_compared(old, new)))


def shortened(
    differences: Iterable[BlockDifference], *, around: int = 1
) -> list[BlockDifference | Unchanged]:
    """The changed blocks with `around` unchanged ones before and after each, and counts of the others."""
    every = list(differences)
    changed = [place for place, one in enumerate(every) if one.change is not Change.KEPT]
    shown = {near for place in changed for near in range(place - around, place + around + 1)}
    short: list[BlockDifference | Unchanged] = []
    for place, one in enumerate(every):
        if place in shown:
            short.append(one)
        elif short and isinstance(short[-1], Unchanged):
            short[-1] = Unchanged(short[-1].count + 1)
        else:
            short.append(Unchanged(1))
    return short


def aligned(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """The places (in old, in new) of blocks that are one block: the same, or changed and still alike."""
    pairs: Pairs = []
    i = j = 0
    for next_i, next_j in [*common_pairs(old, new), (len(old), len(new))]:
        between = _alike(old[i:next_i], new[j:next_j])
        pairs += [(i + before, j + after) for before, after in between]
        pairs.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return pairs[:-1]


def _compared(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockDifference]:
    i = j = 0
    for next_i, next_j in [*aligned(old, new), (len(old), len(new))]:
        for block in old[i:next_i]:
            yield BlockDifference(Change.REMOVED, block.kind, (Run(Change.REMOVED, block.words),))
        for block in new[j:next_j]:
            yield BlockDifference(Change.ADDED, block.kind, (Run(Change.ADDED, block.words),))
        for before, after in zip(old[next_i : next_i + 1], new[next_j : next_j + 1], strict=True):
            yield _one_block(before, after)
        i, j = next_i + 1, next_j + 1


def _one_block(before: Block, after: Block) -> BlockDifference:
    if before == after:
        return BlockDifference(Change.KEPT, after.kind, (Run(Change.KEPT, after.words),))
    former = before.kind if before.kind != after.kind else ""
    runs = tuple(compare_words(before.words, after.words))
    return BlockDifference(Change.CHANGED, after.kind, runs, former)


def _alike(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """The pairs, in the order of both, that are most alike taken together.

    Each block is compared with those that stand about as far into the other body; with all of them
    where there are not many.
    """
    reach = max(MOST_PAIRS // (2 * len(old) or 1), 1)
    bags = [_bag(block) for block in new]
    candidates = []
    for i, block in enumerate(old):
        bag, centre = _bag(block), i * len(new) // len(old)
        for j in range(max(centre - reach, 0), min(centre + reach + 1, len(new))):
            share = 2 * len(bag & bags[j]) / ((len(bag) + len(bags[j])) or 1)
            if share >= ALIKE:
                candidates.append((i, j, share))
    return heaviest_chain(candidates)


def _bag(block: Block) -> frozenset[str]:
    """What two blocks are compared by: their words, without punctuation."""
    words = (word.text.strip().lower() for word in block.words)
    return frozenset(word for word in words if word[:1].isalnum())


def _with_moves(differences: list[BlockDifference]) -> list[BlockDifference]:
    """Mark what was removed in one place and added, word for word, in another."""
    removed, added = (
        Counter(_content(one) for one in differences if one.change is change)
        for change in (Change.REMOVED, Change.ADDED)
    )
    moved = {
        content for content in removed.keys() & added.keys() if len(content[1]) >= WORDS_THAT_MOVE
    }
    return [
        replace(one, is_moved=True)
        if one.change in {Change.REMOVED, Change.ADDED} and _content(one) in moved
        else one
        for one in differences
    ]


def _content(difference: BlockDifference) -> tuple[str, tuple[object, ...]]:
    return difference.kind, difference.runs[0].words
