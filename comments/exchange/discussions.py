"""Whether a conversation that comes from elsewhere is open, as its file has it in fields of a thread.

It is taken over where there is no thread yet; what the newsroom has set here since stays.
"""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from comments.models import Thread
from comments.opening import SETTINGS
from comments.threads import set_thread

_TYPES = {
    "opens_at": datetime.fromisoformat,
    "closes_at": datetime.fromisoformat,
    "open_from": time.fromisoformat,
    "open_until": time.fromisoformat,
}


def settings_of(thread: Thread) -> dict[str, Any]:
    """What JSON has of a thread; what is empty is its section's, and not there."""
    facts = {name: getattr(thread, name) for name in SETTINGS}
    return {
        name: value.isoformat() if name in _TYPES else value
        for name, value in facts.items()
        if value is not None
    }


def fault(settings: Mapping[str, Any]) -> str:
    """What no thread can be, in words; empty where one can."""
    try:
        Thread(**_values(settings)).validate_constraints(exclude={"article"})
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


class Settled(NamedTuple):
    """What became of the settings of a conversation: taken over, or left for those in `stays`."""

    is_taken_over: bool
    stays: Mapping[str, Any]


def settle(article: int, settings: Mapping[str, Any], *, dry_run: bool) -> Settled:
    """Take the settings over for an article that has no thread; of another tell what differs."""
    values = _values(settings)
    thread = Thread.objects.filter(pk=article).first()
    if thread is not None:
        here = settings_of(thread)
        others = [name for name in settings if getattr(thread, name) != values[name]]
        return Settled(False, {name: here.get(name) for name in others})
    if not dry_run:
        set_thread(article, by=None, **values)
    return Settled(True, {})


def _values(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of a thread that can be set, as the model has it."""
    return {name: _value(name, settings.get(name)) for name in SETTINGS}


def _value(name: str, fact: Any) -> Any:
    return _TYPES[name](fact) if fact is not None and name in _TYPES else fact
