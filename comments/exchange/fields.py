"""What the fields of a line of our own format may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from comments.exchange.times import utc_time
from comments.models import Comment, Thread
from comments.models.transitions import TRANSITIONS

VERSION = 1

type Check = Callable[[str, object], Any]

_EVENT = frozenset(["revision", "from", "to", "reason", "at"])
_STATES = frozenset(Comment.State.values)


class Wrong(ValueError):
    """What is wrong with a line."""


@dataclass(frozen=True)
class Kind:
    """What a line of one kind holds: a check for each of its fields, and which of them must be there."""

    checks: Mapping[str, Check]
    required: frozenset[str]

    def checked(self, facts: Mapping[str, object]) -> dict[str, Any]:
        """The values, each as its check returns it; raises Wrong."""
        for names, words in (
            (self.required - set(facts), "is missing"),
            (set(facts) - set(self.checks), f"is not known to version {VERSION}"),
        ):
            if names:
                raise Wrong(f"the field “{min(names)}” {words}.")
        return {name: self.checks[name](name, value) for name, value in facts.items()}


def _key(name: str, value: object) -> str | None:
    if value is None and name == "parent":
        return None
    if not isinstance(value, str) or not all(value.rpartition(" ")) or len(value) > 250:
        raise Wrong(f"“{name}” must be a source, a space and a key, such as “old-forum 17”.")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise Wrong(f"“{name}” must be a text without NUL.")
    return value


def _short_text(longest: int) -> Callable[[str, object], str]:
    def check(name: str, value: object) -> str:
        if len(_text(name, value)) > longest:
            raise Wrong(f"“{name}” has at most {longest} characters.")
        return str(value)

    return check


def _state(name: str, value: object) -> str:
    if value not in _STATES:
        raise Wrong(f"“{name}” must be one of {', '.join(sorted(_STATES))}.")
    return str(value)


def _time(name: str, value: object) -> str | None:
    if value is None and name != "created_at":
        return None
    moment = utc_time(value) if isinstance(value, str) else None
    if moment is None:
        raise Wrong(f"“{name}” must be a time such as 2025-11-22T18:00:00+00:00.")
    return moment.isoformat()


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"“{name}” must be true or false.")
    return value


def _number(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**31:
        raise Wrong(f"“{name}” must be a whole number from 1.")
    return value


def _mode(name: str, value: object) -> str:
    if value not in Thread.Mode.values:
        raise Wrong(f"“{name}” must be one of {', '.join(sorted(Thread.Mode.values))}.")
    return str(value)


def _days(name: str, value: object) -> int:
    # 0 is for no end, whatever the section says.
    return 0 if value == 0 and not isinstance(value, bool) else _number(name, value)


def _hour(name: str, value: object) -> str:
    try:
        return time.fromisoformat(str(value)).replace(tzinfo=None).isoformat()
    except ValueError:
        raise Wrong(f"“{name}” must be an hour such as 08:00.") from None


def _events(name: str, value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Wrong(f"“{name}” must be a list of at least one event.")
    events = [_event(one) for one in value]
    if len({event["revision"] for event in events}) < len(events):
        raise Wrong(f"“{name}” has two events of one revision.")
    return events


def _event(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or set(value) != _EVENT:
        raise Wrong(f"an event has the fields {', '.join(sorted(_EVENT))}.")
    before, after = str(value["from"]), str(value["to"])
    if after not in (TRANSITIONS.get(before, ()) if before else _STATES):
        raise Wrong(f"an event can't lead from “{before}” to “{after}”.")
    return value | {
        "revision": _number("revision", value["revision"]),
        "reason": _short_text(300)("reason", value["reason"]),
        "at": _time("created_at", value["at"]),
    }


COMMENT = Kind(
    {
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
    },
    frozenset(["id", "article", "name", "text", "state", "created_at"]),
)
THREAD = Kind(
    {
        "thread": _short_text(500),
        "mode": _mode,
        "opens_at": _time,
        "closes_at": _time,
        "close_after": _days,
        "open_from": _hour,
        "open_until": _hour,
    },
    frozenset(["thread", "mode"]),
)
