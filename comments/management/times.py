"""Days and times as whoever runs a command writes them."""

from argparse import ArgumentTypeError
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime


def moment(text: str) -> datetime:
    """A day or a time as ISO 8601 writes it; without an offset it is the newsroom's.

    Of a day it is the beginning. Raises ArgumentTypeError.
    """
    return _moment(text, days=0)


def end_of(text: str) -> datetime:
    """The same, but of a day the end: who names a last day means all of it."""
    return _moment(text, days=1)


def _moment(text: str, *, days: int) -> datetime:
    try:
        day, parsed = parse_date(text), parse_datetime(text)
    except ValueError:
        day = parsed = None
    if day is not None:
        return _midnight(day + timedelta(days=days))
    if parsed is None:
        raise ArgumentTypeError(f"{text!r} is no day and no time; write it as 2025-11-22")
    return timezone.make_aware(parsed) if timezone.is_naive(parsed) else parsed


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
