"""Subheads with nothing below them."""

from collections.abc import Iterator
from itertools import pairwise

from articles.checklist.body import Block
from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript


def empty_section(manuscript: Manuscript) -> Iterator[Finding]:
    """Below a subhead stands text, or a smaller subhead with text."""
    blocks: list[Block | None] = [*manuscript.blocks, None]
    for block, following in pairwise(blocks):
        if block is None or not block.level:
            continue
        if following is None or 0 < following.level <= block.level:
            yield Finding(
                "empty-section",
                "body",
                f"Nothing stands below the subhead “{block.text}”.",
                "Write its section, or delete the subhead.",
                where=f"Subhead “{block.text}”",
                words=block.text,
            )
