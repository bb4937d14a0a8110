"""The past in spans of weeks, each about twice as long as the one after it.

A GIN index has no order. For a word of half of all stories it would give every one of them, only to
leave the newest hundreds. So each edition stands in it under the ten spans of weeks that hold its first
publication as well (`articles_weeks` in the database), and a search reads one span after the other,
the newest first, until it has enough: at most about twice as many matches as it needs, at any size of
the archive.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

SECONDS_OF_A_WEEK = 604_800
# Spans of 1, 2, 4, … 512 weeks; a span's key is its length's place here and its own number.
LENGTHS = 10
BITS_OF_A_NUMBER = 20


@dataclass(frozen=True)
class Past:
    """Everything before an instant: spans that neither overlap nor leave a gap, then all older."""

    # Two keys for each length, the newest first; where a length has one span, it is named twice.
    weeks: tuple[int, ...]
    older_than: datetime


def past_of(at: datetime) -> Past:
    """The spans before an instant, its own week included.

    Of each length there are one or two, so many that the next length begins where its own spans do.
    Weeks are numbered from 1970; what was published before is older than all spans.
    """
    after_next = int(at.timestamp() // SECONDS_OF_A_WEEK) + 2
    end, keys = after_next - 1, list[int]()
    for length in range(LENGTHS):
        start = max(((after_next >> length + 1) - 1) << length + 1, 0)
        if start >= end:
            break
        keys += [length << BITS_OF_A_NUMBER | (end >> length) - 1]
        keys += [length << BITS_OF_A_NUMBER | start >> length]
        end = start
    return Past(tuple(keys), datetime.fromtimestamp(end * SECONDS_OF_A_WEEK, UTC))
