"""Subheads with nothing below them."""

from collections.abc import Iterator
from itertools import pairwise

from articles.checklist.body import Block
from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript


def empty_section(manuscript: Manuscript) -> Iterator[Finding]:
    """Below a subhead stands text, or a smaller subhead with text; and a subhead has words."""
    blocks: list[Block | None] = [*manuscript.blocks, None]
    for block, following in pairwise(blocks):
        if block is None or not block.level:
            continue
        if not block.text:
            yield _about(block, "A subhead has no words.", "Write it, or delete its line.")
        elif following is None or 0 < following.level <= block.level:
            yield _about(
                block,
                f"Nothing stands below the subhead “{block.text}”.",
                "Write its section, or delete the subhead.",
            )


def _about(block: Block, problem: str, remedy: str) -> Finding:
    where = f"Subhead “{block.text}”" if block.text else "Empty subhead"
    return Finding("empty-section", "body", problem, remedy, where=where, words=block.text)
