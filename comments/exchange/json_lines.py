"""Our own format: JSON Lines, one comment or thread a line after a line that names format and version.

docs/operating.md describes the fields. It holds every state and the history of decisions, and of
people only the names that readers saw.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from comments.exchange.discussions import fault
from comments.exchange.entries import Entry, FileUnreadable, Item, LeftOut, Place
from comments.exchange.fields import COMMENT, THREAD, VERSION, Wrong
from comments.exchange.times import utc_time
from comments.models import Comment

FORMAT = "newsportal-comments"
HEADER = {"format": FORMAT, "version": VERSION}
LONGEST_LINE = 4_000_000  # bytes


def read(file: BinaryIO) -> Iterator[Item]:
    """The comments of a file, each article before its first; raises FileUnreadable."""
    place = None
    for number, line in _lines(file):
        try:
            item = _item(number, line)
        except Wrong as wrong:
            yield LeftOut(number, f"{wrong}")
            continue
        if isinstance(item, Entry) and item.place != place:
            place = item.place
            yield Place(key=place, address=place, line=number)
        yield item


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), start=1):
        if len(line) > LONGEST_LINE:
            raise FileUnreadable(number, f"The line has more than {LONGEST_LINE:,} bytes.")
        if number == 1:
            _check_header(line)
        elif line.strip():
            yield number, line


def _check_header(line: bytes) -> None:
    try:
        header = json.loads(line)
    except ValueError:
        header = None
    if header != HEADER:
        raise FileUnreadable(
            1,
            f"The first line must be {json.dumps(HEADER)}; this is another format, or another version "
            "of it that another release of Newsportal reads.",
        )


def _item(number: int, line: bytes) -> Entry | Place:
    facts = _facts(line)
    if "thread" in facts:
        return _place(number, THREAD.checked(facts))
    return _entry(number, COMMENT.checked(facts))


def _facts(line: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"the line is no JSON object: {error}. Write one comment a line."
        raise Wrong(message) from error
    if not isinstance(facts, dict):
        raise Wrong("the line is no JSON object. Write one comment a line.")
    return facts


def _place(line: int, facts: dict[str, Any]) -> Place:
    address = facts.pop("thread")
    if wrong := fault(facts):
        raise Wrong(wrong)
    return Place(key=address, address=address, line=line, settings=facts)


def _entry(line: int, facts: dict[str, Any]) -> Entry:
    state = facts["state"]
    if (state == Comment.State.ERASED) != (not facts["text"]):
        raise Wrong("“text” is empty in state erased, and in no other.")
    if state == Comment.State.REMOVED and not facts.get("reason"):
        raise Wrong("“reason” is missing: readers are told why a comment was removed.")
    return Entry(
        line=line,
        key=facts.pop("id"),
        place=facts.pop("article"),
        parent=facts.pop("parent", None) or "",
        nickname=facts.pop("name"),
        text=facts.pop("text"),
        state=facts.pop("state"),
        created_at=utc_time(facts.pop("created_at")),
        facts=facts,
    )
