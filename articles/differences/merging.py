"""Merging two versions of a body that began as one (as diff3 does, paragraph by paragraph)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lxml import html

from articles.differences.blocks import aligned
from articles.differences.bodies import Block, blocks_of


@dataclass(frozen=True)
class MergedBody:
    """The merged HTML. In each of `conflicts` places both versions stand, theirs before mine."""

    body: str
    conflicts: int


def merge_bodies(base: str, mine: str, theirs: str) -> MergedBody:
    """Take over what either changed. Nothing of either is left out, even where both changed the same."""
    pieces: list[str] = []
    conflicts = 0
    for region in _regions(*(_pieces(body) for body in (base, mine, theirs))):
        merged = _merged(*region)
        conflicts += len(merged) > 1
        pieces += (piece for version in merged for piece in version)
    return MergedBody("".join(pieces), conflicts)


def _merged(old: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Sequence[str]]:
    """The one version of both, or both where they contradict each other."""
    if mine in (old, theirs):
        return [theirs]
    return [mine] if theirs == old else [theirs, mine]


def _pieces(body: str) -> list[str]:
    """The elements of a body, serialised; text between them is a piece, too."""
    if not body.strip():
        return []
    root = html.fragment_fromstring(body, create_parent="div")
    pieces = [escape(root.text or "", quote=False)]
    for child in root:
        pieces.append(html.tostring(child, encoding="unicode", with_tail=False))
        pieces.append(escape(child.tail or "", quote=False))
    return [piece for piece in pieces if piece.strip()]


def _regions(
    base: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Each piece of the base with what became of it, and what either put before it or at the end."""
    one, other = _becoming(base, mine), _becoming(base, theirs)
    for place in range(len(base) + 1):
        yield [], one[place][0], other[place][0]
        yield base[place : place + 1], one[place][1], other[place][1]


def _becoming(base: list[str], changed: list[str]) -> list[tuple[list[str], list[str]]]:
    """For each piece of the base, and for its end: what was put before it, and what it was made."""
    pairs = dict(aligned(*([_as_block(piece) for piece in pieces] for pieces in (base, changed))))
    became, i = [], 0
    for place in range(len(base) + 1):
        if place < len(base) and place not in pairs:
            became.append((changed[:0], changed[:0]))
            continue
        found = pairs.get(place, len(changed))
        became.append((changed[i:found], changed[found : found + 1]))
        i = found + 1
    return became


def _as_block(piece: str) -> Block:
    return Block("", tuple(word for block in blocks_of(piece) for word in block.words))
