"""Quoting: what an answer repeats of the comment that it answers."""

import re

LONGEST_QUOTATION = 400
QUOTED = ">"
_WORD_END = re.compile(r"\s\S*\Z")


def quotation(text: str) -> str:
    """The words of a comment as lines that begin with `>`, cut at the end of a word, and an empty line.

    What it quotes itself is left out: readers of an answer want the words that are answered. A comment
    that is nothing but a quotation has nothing to repeat: "".
    """
    own = "\n".join(line for line in text.split("\n") if not line.startswith(QUOTED))
    words = _cut(re.sub(r"\n{2,}", "\n\n", own).strip())
    if not words:
        return ""
    return "\n".join(f"{QUOTED} {line}".rstrip() for line in words.split("\n")) + "\n\n"


def _cut(words: str) -> str:
    if len(words) <= LONGEST_QUOTATION:
        return words
    start = words[: LONGEST_QUOTATION + 1]
    # A script without spaces, or one endless word, is cut where it is.
    end = _WORD_END.search(start, LONGEST_QUOTATION // 2)
    return f"{start[: end.start() if end else LONGEST_QUOTATION].rstrip()} …"
