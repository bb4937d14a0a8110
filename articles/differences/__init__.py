"""Differences of two texts or two bodies, word by word, for whoever shows them.

`compare_texts` takes plain texts and `compare_bodies` HTML bodies; `runs_as_html` and `blocks_as_html`
print what they found. It knows of no article, no admin and no page.
"""

from articles.differences.blocks import (
    BlockDifference,
    Unchanged,
    compare_blocks,
    compare_bodies,
    shortened,
)
from articles.differences.bodies import Block, blocks_of
from articles.differences.marking import blocks_as_html, runs_as_html
from articles.differences.words import Change, Run, Word, compare_texts, compare_words

__all__ = [
    "Block",
    "BlockDifference",
    "Change",
    "Run",
    "Unchanged",
    "Word",
    "blocks_as_html",
    "blocks_of",
    "compare_blocks",
    "compare_bodies",
    "compare_texts",
    "compare_words",
    "runs_as_html",
    "shortened",
]
