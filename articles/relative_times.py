"""Times as seen from now: how long until then, on which day, by whose clock."""

from datetime import datetime, timedelta

from django.utils import formats, timezone

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Beyond it hours don't matter to anybody.
FORTNIGHT = timedelta(days=14)


def distance(moment: datetime, *, now: datetime) -> str:
    """How far a time lies from now, in its two largest units: "in 3 hours 20 minutes", "2 days ago".

    Time that passes, not what clocks show: the night in which they go back is an hour longer.
    """
    words = _span(abs(moment - now))
    if not words:
        return "now"
    return f"in {words}" if moment > now else f"{words} ago"


def in_relation(moment: datetime, *, now: datetime) -> str:
    """A time with its distance: "in 3 hours 20 minutes: Tuesday, 24 November 2026, 06:00 (CET)"."""
    local = timezone.localtime(moment)
    form = "l, j F Y, H:i:s" if local.second else "l, j F Y, H:i"
    when = f"{formats.date_format(local, form)} ({local.tzname()})"
    return f"{distance(moment, now=now)}: {when}"


def _span(span: timedelta) -> str:
    """A whole number of the largest unit and, where they matter, of the next smaller one."""
    if span < MINUTE:
        return _number(span.seconds, "second") if span.seconds else ""
    if span < HOUR:
        return _number(span // MINUTE, "minute")
    if span < DAY:
        return _two(span, HOUR, "hour", MINUTE, "minute")
    if span < FORTNIGHT:
        return _two(span, DAY, "day", HOUR, "hour")
    return _number(span // DAY, "day")


def _two(span: timedelta, large: timedelta, word: str, small: timedelta, smaller_word: str) -> str:
    rest = span % large // small
    words = _number(span // large, word)
    return f"{words} {_number(rest, smaller_word)}" if rest else words


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
