"""What a file of comments holds, whatever its format: places, entries, and what is not taken over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from comments.models import Thread

# Not a state of ours: what its system had taken away. Whether it leaves a mark depends on its answers.
DELETED = "deleted"
# The settings of a conversation to which its system takes no more comments.
CLOSED: Mapping[str, Any] = MappingProxyType({"mode": Thread.Mode.CLOSED.value})


class FileUnreadable(Exception):
    """The file can't be read to its end, so nothing of it was stored; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


@dataclass(frozen=True)
class Place:
    """What was commented on: a conversation of the file, to be matched with an article.

    `names` are further names by which a map may call it, `settings` fields of its thread as JSON has
    them: whether it is open. Empty where the file says nothing that has to hold here.
    """

    key: str
    address: str = ""
    slug: str = ""
    names: tuple[str, ...] = ()
    line: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One comment as it will be stored.

    `key` is its own in the system that it comes from, `parent` that of the comment that it answers ("":
    none), `created_at` None where that system did not know. `facts` are what only our own format has.
    """

    line: int
    key: str
    place: str
    parent: str
    nickname: str
    text: str
    state: str
    created_at: datetime | None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """One comment that is not taken over; `by_rule` where that is no fault of the file."""

    line: int
    reason: str
    by_rule: bool = False


@dataclass(frozen=True)
class Remark:
    """Something of a comment that was changed so that it could be taken over."""

    line: int
    words: str


type Item = Place | Entry | LeftOut | Remark
