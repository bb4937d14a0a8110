"""How much may come from one address: buckets that refill with time, in the database.

Of comments five at once, then one every thirty seconds; other acts have a pace and a bucket of their own.
A bucket's key is a keyed hash of the address (for IPv6
of its /64 prefix, which is what one household has); the address itself is stored nowhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from comments.models import Allowance
from comments.refusals import TooManyComments
from newsportal.database.asking import rows_of
from newsportal.database.one_plan import one_plan
from newsportal.http.clients import client_address


@dataclass(frozen=True)
class Pace:
    """How many at once, and how soon another one; `name` keeps the buckets of different acts apart."""

    at_once: int
    one_every: timedelta
    name: str = ""

    @property
    def full_after(self) -> timedelta:
        """How long an empty bucket takes to be full again."""
        return self.at_once * self.one_every


COMMENTING = Pace(5, timedelta(seconds=30))
RECOMMENDING = Pace(30, timedelta(seconds=6), "recommending ")
REPORTING = Pace(5, timedelta(minutes=2), "reporting ")
TYPING_CODES = Pace(5, timedelta(seconds=30), "private code ")
# A bucket that has been left alone so long is full, whatever it is for, and a full one needs no row.
FULL_AFTER = max(pace.full_after for pace in (COMMENTING, RECOMMENDING, REPORTING, TYPING_CODES))
SWEPT_AT_ONCE = 10

# As an array the keys are chosen once. A plan may choose them anew for each row that it compares, and
# finds others each time, since it skips what it has locked: more would go than may.
SWEEP = """
DELETE FROM comments_allowance WHERE key = ANY (ARRAY (
    SELECT key FROM comments_allowance WHERE refilled_at < %(full_before)s
    ORDER BY refilled_at LIMIT %(swept_at_once)s FOR UPDATE SKIP LOCKED))
"""
# One statement, so the limit holds however many processes take at the same moment. A row that is new
# was inserted, not updated: its xmax is 0. A new one sweeps a few that are full; it can't be one of them.
# As `taken` and `swept` it can be a part of another statement, which says under which `{condition}`. The
# sweep has one plan: for each time before which buckets are full, PostgreSQL would make it anew.
TAKING = f"""
taken AS (
INSERT INTO comments_allowance AS bucket (key, tokens, refilled_at)
SELECT %(key)s::varchar, %(at_once)s::float8 - 1, %(now)s WHERE {{condition}}
ON CONFLICT (key) DO UPDATE SET
    tokens = LEAST(%(at_once)s, bucket.tokens + GREATEST(0, EXTRACT(EPOCH FROM
        EXCLUDED.refilled_at - bucket.refilled_at) / %(seconds)s)) - 1,
    refilled_at = GREATEST(bucket.refilled_at, EXCLUDED.refilled_at)
WHERE LEAST(%(at_once)s, bucket.tokens + GREATEST(0, EXTRACT(EPOCH FROM
    EXCLUDED.refilled_at - bucket.refilled_at) / %(seconds)s)) >= 1
RETURNING bucket.xmax::text = '0' AS is_new
), swept AS ({one_plan(SWEEP)} AND (SELECT is_new FROM taken))
"""  # noqa: S608 -- made of constants
TAKE = f"WITH {TAKING.format(condition='true')} SELECT FROM taken"


def take(key: str, *, now: datetime, pace: Pace = COMMENTING) -> None:
    """Use one of the bucket's; raises TooManyComments where none is left.

    Every new bucket sweeps a few that are full again, so the table stays as small as the traffic of
    the last minutes; what a quiet day leaves is removed by `newsportal.tasks.housekeeping`.
    """
    if not rows_of(TAKE, values_to_take(key, now=now, pace=pace)):
        raise none_left(key, now=now, pace=pace)


def values_to_take(
    key: str, *, now: datetime, pace: Pace = COMMENTING
) -> dict[str, str | int | float | datetime]:
    """The values of TAKING."""
    return {
        "key": _bucket(key, pace),
        "now": now,
        "at_once": pace.at_once,
        "seconds": pace.one_every.total_seconds(),
        "full_before": now - FULL_AFTER,
        "swept_at_once": SWEPT_AT_ONCE,
    }


def none_left(key: str, *, now: datetime, pace: Pace = COMMENTING) -> TooManyComments:
    """What is told where nothing was taken."""
    return TooManyComments(_wait(key, now, pace))


def sweep(*, now: datetime, limit: int) -> int:
    """Remove so many buckets at most that are full again; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP, {"full_before": now - FULL_AFTER, "swept_at_once": limit})
        return int(cursor.rowcount)


def _bucket(key: str, pace: Pace) -> str:
    """The row of an act's bucket. Its key, too, says nothing about the address."""
    return _hash(f"{pace.name}{key}") if pace.name else key


def _wait(key: str, now: datetime, pace: Pace) -> timedelta:
    bucket = Allowance.objects.get(pk=_bucket(key, pace))
    return (1 - bucket.tokens) * pace.one_every - (now - bucket.refilled_at)


def key_of(request: HttpRequest) -> str:
    """The bucket of whoever sent the request."""
    return _hash(_prefix(client_address(request)))


def _hash(value: str) -> str:
    return salted_hmac("comments.allowances", value, algorithm="sha256").hexdigest()


def _prefix(address: str) -> str:
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return str(parsed or "unknown")


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
