"""Lists that a word processor or somebody in a hurry wrote as paragraphs with a mark before each."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from articles.prose.blocks import Block, Listing, Text
from articles.prose.runs import Run, tidy

DEEPEST_LIST = 4
_BULLET = re.compile(r"(?:[•·▪▫◦‣⁃●○■□\uf0b7\uf0a7][ \u00a0]+)+")
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]")


@dataclass
class Point(Text):
    """A paragraph that is an item of a list, whose level counts from 1."""

    level: int = 1
    is_numbered: bool = False


def is_number(mark: str) -> bool:
    """Whether the mark before an item counts: 1. or a) does, a bullet or the letter o does not."""
    return bool(_NUMBER.match(mark.strip()))


def gathered(blocks: list[Block]) -> list[Block]:
    """The blocks with their points in lists. A single paragraph with a bullet is no list."""
    marked = _bulleted(blocks)
    gathered_blocks: list[Block] = []
    for are_points, group in groupby(marked, key=lambda block: isinstance(block, Point)):
        if are_points:
            # Some programs write the bullet into the words of an item as well.
            points = [_without_bullet(block) for block in group if isinstance(block, Point)]
            gathered_blocks += _listings(points)
        else:
            gathered_blocks += group
    return gathered_blocks


def _bulleted(blocks: list[Block]) -> list[Block]:
    """Two paragraphs or more in a row that begin with a bullet, as points without it."""
    marked: list[Block] = []
    for has_bullet, group in groupby(blocks, key=_has_bullet):
        paragraphs = list(group)
        if has_bullet and len(paragraphs) > 1:
            marked += (
                _without_bullet(Point("p", one.runs)) for one in paragraphs if isinstance(one, Text)
            )
        else:
            marked += paragraphs
    return marked


def _has_bullet(block: Block) -> bool:
    if not isinstance(block, Text) or block.tag != "p" or isinstance(block, Point):
        return False
    text = "".join(run.text for run in block.runs)
    match = _BULLET.match(text)
    return match is not None and match.end() < len(text)


def _without_bullet(point: Point) -> Point:
    match = _BULLET.match("".join(run.text for run in point.runs))
    left = match.end() if match else 0
    runs = []
    for run in point.runs:
        taken = min(left, len(run.text))
        left -= taken
        runs.append(Run(run.text[taken:], run.marks))
    return replace(point, runs=tidy(runs))


def _listings(points: list[Point]) -> list[Block]:
    """Lists in lists by the points' levels; a level that is left out counts as the one above it."""
    top: list[Block] = []
    open_lists: list[Listing] = []
    for point in points:
        level = max(1, min(point.level, len(open_lists) + 1, DEEPEST_LIST))
        del open_lists[level:]
        if len(open_lists) == level and open_lists[-1].is_ordered != point.is_numbered:
            open_lists.pop()
        if len(open_lists) < level:
            listing = Listing(point.is_numbered)
            (open_lists[-1].items[-1] if open_lists else top).append(listing)
            open_lists.append(listing)
        open_lists[-1].items.append([Text("p", point.runs)])
    return top
