"""How many comments may come from one address: a bucket that refills with time, in the database.

Five at once, then one every thirty seconds. The bucket's key is a keyed hash of the address (for IPv6
of its /64 prefix, which is what one household has); the address itself is stored nowhere.
"""

from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from comments.models import Allowance
from comments.refusals import TooManyComments

AT_ONCE = 5
ONE_EVERY = timedelta(seconds=30)
# A bucket that has been left alone so long is full, and a full bucket needs no row.
FULL_AFTER = AT_ONCE * ONE_EVERY
SWEPT_AT_ONCE = 10

SWEEP = """
DELETE FROM comments_allowance WHERE key IN (
    SELECT key FROM comments_allowance WHERE refilled_at < %(full_before)s
    ORDER BY refilled_at LIMIT %(swept_at_once)s FOR UPDATE SKIP LOCKED)
"""
# One statement, so the limit holds however many processes take at the same moment. A row that is new
# was inserted, not updated: its xmax is 0. A new one sweeps a few that are full; it can't be one of them.
TAKE = f"""
WITH taken AS (
INSERT INTO comments_allowance AS bucket (key, tokens, refilled_at)
VALUES (%(key)s, %(at_once)s - 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    tokens = LEAST(%(at_once)s, bucket.tokens + GREATEST(0, EXTRACT(EPOCH FROM
        EXCLUDED.refilled_at - bucket.refilled_at) / %(seconds)s)) - 1,
    refilled_at = GREATEST(bucket.refilled_at, EXCLUDED.refilled_at)
WHERE LEAST(%(at_once)s, bucket.tokens + GREATEST(0, EXTRACT(EPOCH FROM
    EXCLUDED.refilled_at - bucket.refilled_at) / %(seconds)s)) >= 1
RETURNING bucket.xmax::text = '0' AS is_new
), swept AS ({SWEEP} AND (SELECT is_new FROM taken))
SELECT FROM taken
"""  # noqa: S608 -- made of constants


def take(key: str, *, now: datetime) -> None:
    """Use one comment of the bucket's; raises TooManyComments where none is left.

    Every new bucket sweeps a few that are full again, so the table stays as small as the traffic of
    the last minutes; what a quiet day leaves is removed by `newsportal.tasks.housekeeping`.
    """
    values: dict[str, str | int | float | datetime] = {
        "key": key,
        "now": now,
        "at_once": AT_ONCE,
        "seconds": ONE_EVERY.total_seconds(),
        "full_before": now - FULL_AFTER,
        "swept_at_once": SWEPT_AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        if cursor.fetchone() is None:
            raise TooManyComments(_wait(key, now))


def sweep(*, now: datetime, limit: int) -> int:
    """Remove so many buckets at most that are full again; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP, {"full_before": now - FULL_AFTER, "swept_at_once": limit})
        return int(cursor.rowcount)


def _wait(key: str, now: datetime) -> timedelta:
    bucket = Allowance.objects.get(pk=key)
    return (1 - bucket.tokens) * ONE_EVERY - (now - bucket.refilled_at)


def key_of(request: HttpRequest) -> str:
    """The bucket of whoever sent the request."""
    prefix = _prefix(client_address(request))
    return salted_hmac("comments.allowances", prefix, algorithm="sha256").hexdigest()


def client_address(request: HttpRequest) -> str:
    """The address that the request came from, as far as it can be believed.

    Anybody can write X-Forwarded-For; only what our own proxies added at its right end is true. With
    TRUSTED_PROXIES at n, the client is the n-th entry from the right; at 0 it is the other end of the
    connection.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    entries = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if not 0 < settings.TRUSTED_PROXIES <= len(entries):
        return direct
    forwarded = entries[-settings.TRUSTED_PROXIES].strip()
    return forwarded if _parsed(forwarded) else direct


def _prefix(address: str) -> str:
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((parsed.packed, 64), strict=False))
    return str(parsed or "unknown")


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
