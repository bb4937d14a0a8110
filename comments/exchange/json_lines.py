"""Our own format: JSON Lines, one comment a line after a line that names format and version.

docs/operating.md describes the fields. It holds every state and the history of decisions, and of
people only the names that readers saw.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from comments.exchange.entries import Entry, FileUnreadable, Item, LeftOut, Place
from comments.exchange.times import utc_time
from comments.models import Comment
from comments.models.transitions import TRANSITIONS

FORMAT = "newsportal-comments"
VERSION = 1
HEADER = {"format": FORMAT, "version": VERSION}
LONGEST_LINE = 4_000_000  # bytes
REQUIRED = frozenset(["id", "article", "name", "text", "state", "created_at"])
_EVENT = frozenset(["revision", "from", "to", "reason", "at"])
_STATES = frozenset(Comment.State.values)


class _Wrong(ValueError):
    """What is wrong with a line."""


def read(file: BinaryIO) -> Iterator[Item]:
    """The comments of a file, each article before its first; raises FileUnreadable."""
    place = None
    for number, line in _lines(file):
        try:
            facts = _facts(line)
            entry = _entry(number, facts)
        except _Wrong as wrong:
            yield LeftOut(number, f"{wrong}")
            continue
        if entry.place != place:
            place = entry.place
            yield Place(key=place, address=place)
        yield entry


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


def _facts(line: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"the line is no JSON object: {error}. Write one comment a line."
        raise _Wrong(message) from error
    if not isinstance(facts, dict):
        raise _Wrong("the line is no JSON object. Write one comment a line.")
    for names, words in (
        (REQUIRED - set(facts), "is missing"),
        (set(facts) - set(CHECKS), f"is not known to version {VERSION}"),
    ):
        if names:
            raise _Wrong(f"the field “{min(names)}” {words}.")
    for name, value in facts.items():
        facts[name] = CHECKS[name](name, value)
    return facts


def _entry(line: int, facts: dict[str, Any]) -> Entry:
    state = facts["state"]
    if (state == Comment.State.ERASED) != (not facts["text"]):
        raise _Wrong("“text” is empty in state erased, and in no other.")
    if state == Comment.State.REMOVED and not facts.get("reason"):
        raise _Wrong("“reason” is missing: readers are told why a comment was removed.")
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


def _key(name: str, value: object) -> str | None:
    if value is None and name == "parent":
        return None
    if not isinstance(value, str) or not all(value.rpartition(" ")) or len(value) > 250:
        raise _Wrong(f"“{name}” must be a source, a space and a key, such as “old-forum 17”.")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise _Wrong(f"“{name}” must be a text without NUL.")
    return value


def _short_text(longest: int) -> Callable[[str, object], str]:
    def check(name: str, value: object) -> str:
        if len(_text(name, value)) > longest:
            raise _Wrong(f"“{name}” has at most {longest} characters.")
        return str(value)

    return check


def _state(name: str, value: object) -> str:
    if value not in _STATES:
        raise _Wrong(f"“{name}” must be one of {', '.join(sorted(_STATES))}.")
    return str(value)


def _time(name: str, value: object) -> str | None:
    if value is None and name != "created_at":
        return None
    moment = utc_time(value) if isinstance(value, str) else None
    if moment is None:
        raise _Wrong(f"“{name}” must be a time such as 2025-11-22T18:00:00+00:00.")
    return moment.isoformat()


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"“{name}” must be true or false.")
    return value


def _number(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**31:
        raise _Wrong(f"“{name}” must be a whole number from 1.")
    return value


def _events(name: str, value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _Wrong(f"“{name}” must be a list of at least one event.")
    events = [_event(one) for one in value]
    if len({event["revision"] for event in events}) < len(events):
        raise _Wrong(f"“{name}” has two events of one revision.")
    return events


def _event(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or set(value) != _EVENT:
        raise _Wrong(f"an event has the fields {', '.join(sorted(_EVENT))}.")
    before, after = str(value["from"]), str(value["to"])
    if after not in (TRANSITIONS.get(before, ()) if before else _STATES):
        raise _Wrong(f"an event can't lead from “{before}” to “{after}”.")
    return value | {
        "revision": _number("revision", value["revision"]),
        "reason": _short_text(300)("reason", value["reason"]),
        "at": _time("created_at", value["at"]),
    }


CHECKS: dict[str, Callable[[str, object], Any]] = {
    "id": _key,
    "article": _short_text(500),
    "edition": _number,
    "parent": _key,
    "name": _text,
    "text": _text,
    "state": _state,
    "reason": _short_text(300),
    "revision": _number,
    "created_at": _time,
    "time_is_known": _flag,
    "published_at": _time,
    "edited_at": _time,
    "picked_at": _time,
    "is_namesake": _flag,
    "events": _events,
    "author_mark": _short_text(32),
    "author_key": _short_text(32),
}
