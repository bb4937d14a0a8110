"""Instants of the past as addresses name them: `?at=2025-11-22T18:00:00Z`.

Readers may write any form of ISO 8601. A time without an offset is on the newsroom's clock, where the
night in which clocks go back has an hour twice: the first is meant, and what a clock skips is the time an
hour later. An address has one form, in universal time and whole seconds, so that caches keep one page.
"""

import re
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from articles.days import FIRST_DAY, LAST_DAY

LONGEST = 40  # characters
# A plus sign that was not quoted in an address arrives as a blank: "T19:00:00 01:00".
LOST_PLUS = re.compile(r"(T.+) (\d{2}:?\d{2})$")
SECOND = timedelta(seconds=1)


class NotAnInstant(Exception):
    """The text names no instant of the calendar."""


def read_instant(text: str) -> datetime:
    """The instant that a reader wrote, in universal time; parts of a second are cut off.

    A day alone is its first instant. Raises NotAnInstant.
    """
    written_out = LOST_PLUS.sub(r"\1+\2", text.strip())
    if len(written_out) > LONGEST:
        raise NotAnInstant
    try:
        read = datetime.fromisoformat(written_out)
        if not FIRST_DAY < read.date() < LAST_DAY:
            raise NotAnInstant
        instant = read if read.tzinfo else timezone.make_aware(read)
        return instant.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise NotAnInstant from error


def written(at: datetime) -> str:
    """The one form in which addresses name an instant of whole seconds."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def first_second_of(starts_at: datetime) -> datetime:
    """The first instant of whole seconds at which something is shown."""
    whole = starts_at.astimezone(UTC).replace(microsecond=0)
    return whole if whole == starts_at else whole + SECOND
