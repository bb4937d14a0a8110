"""The past in spans of days, each about twice as long as the one after it.

A GIN index has no order. For a word of half of all stories it would give every one of them, only to
leave the newest hundreds. So each edition stands in it under the thirteen spans of days that hold its
first publication as well (`articles_spans` in the database), and a search reads one span after the other,
the newest first, until it has enough: at most about twice as many matches as it needs, or those of a
day, at any size of the archive.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

SECONDS_OF_A_DAY = 86_400
# Spans of 1, 2, 4, … 4,096 days; a span's key is its length's place here and its own number.
LENGTHS = 13
BITS_OF_A_NUMBER = 20


@dataclass(frozen=True)
class Past:
    """Everything before an instant: spans that neither overlap nor leave a gap, then all older."""

    # The newest first: one or two of each length.
    keys: tuple[int, ...]
    older_than: datetime


def past_of(at: datetime) -> Past:
    """The spans before an instant, its own day included.

    Of each length there are one or two, so many that the next length begins where its own spans do.
    Days are numbered from 1970, in UTC; what was published before is older than all spans.
    """
    after_next = int(at.timestamp() // SECONDS_OF_A_DAY) + 2
    end, keys = after_next - 1, list[int]()
    for length in range(LENGTHS):
        start = max(((after_next >> length + 1) - 1) << length + 1, 0)
        if start >= end:
            break
        newest_first = reversed(range(start >> length, end >> length))
        keys += [length << BITS_OF_A_NUMBER | number for number in newest_first]
        end = start
    return Past(tuple(keys), datetime.fromtimestamp(end * SECONDS_OF_A_DAY, UTC))
