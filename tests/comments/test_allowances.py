"""The bucket of comments that an address has, and whose address it is."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import RequestFactory

from comments import allowances
from comments.models import Allowance
from comments.refusals import TooManyComments
from tests.comments.conftest import NOW
from tests.comments.simultaneously import simultaneously

SECOND = timedelta(seconds=1)


def taken(key: str, at: int, times: int) -> int:
    """How many of the tries succeed at that second."""
    count = 0
    for _ in range(times):
        try:
            allowances.take(key, now=NOW + at * SECOND)
        except TooManyComments:
            continue
        count += 1
    return count


@pytest.mark.django_db
def test_five_at_once_then_one_every_thirty_seconds():
    assert taken("one", 0, 8) == 5
    assert taken("one", 29, 2) == 0
    assert taken("one", 30, 2) == 1
    assert taken("one", 45, 2) == 0
    assert taken("one", 90, 5) == 2


@pytest.mark.django_db
def test_a_bucket_never_holds_more_than_five():
    assert taken("one", 0, 5) == 5
    assert taken("one", 24 * 3600, 9) == 5


@pytest.mark.django_db
def test_a_clock_that_runs_behind_gives_nothing():
    assert taken("one", 60, 5) == 5
    assert taken("one", 0, 1) == 0
    assert taken("one", 89, 1) == 0
    assert taken("one", 90, 1) == 1


@pytest.mark.django_db
def test_the_refusal_says_how_long_to_wait():
    taken("one", 0, 5)

    with pytest.raises(TooManyComments) as refusal:
        allowances.take("one", now=NOW + 12 * SECOND)

    assert refusal.value.seconds == 18


@pytest.mark.parametrize(
    ("wait", "seconds", "words"),
    [(0.2, 1, "in 1 second."), (1.0, 1, "in 1 second."), (1.1, 2, "in 2 seconds.")],
)
def test_waits_are_rounded_up(wait, seconds, words):
    refusal = TooManyComments(timedelta(seconds=wait))

    assert refusal.seconds == seconds
    assert words in str(refusal)


@pytest.mark.django_db
def test_one_address_does_not_use_the_bucket_of_another():
    assert (taken("one", 0, 6), taken("two", 0, 6)) == (5, 5)


@pytest.mark.django_db
def test_new_buckets_sweep_full_ones_a_few_at_a_time():
    full = NOW - allowances.FULL_AFTER - SECOND
    Allowance.objects.bulk_create(
        Allowance(key=f"old {number}", tokens=0, refilled_at=full) for number in range(12)
    )
    Allowance.objects.create(key="busy", tokens=0, refilled_at=NOW - 10 * SECOND)

    allowances.take("new", now=NOW)
    assert Allowance.objects.filter(key__startswith="old").count() == 2
    allowances.take("new", now=NOW)
    assert Allowance.objects.filter(key__startswith="old").count() == 2
    allowances.take("newer", now=NOW)
    assert set(Allowance.objects.values_list("key", flat=True)) == {"busy", "new", "newer"}


@pytest.mark.django_db
def test_a_sweep_takes_no_more_than_it_may_whatever_the_plan():
    full = NOW - allowances.FULL_AFTER - SECOND
    Allowance.objects.bulk_create(
        Allowance(key=f"old {number}", tokens=0, refilled_at=full) for number in range(12)
    )
    with connection.cursor() as cursor:
        # What is left is to choose the rows anew for each that is compared.
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize"):
            cursor.execute(f"SET LOCAL enable_{way} = off")

    assert allowances.sweep(now=NOW, limit=5) == 5
    assert Allowance.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_over_many_connections():
    results = simultaneously([partial(allowances.take, "one", now=NOW)] * 16)

    assert results.count(None) == 5
    assert sum(isinstance(one, TooManyComments) for one in results) == 11
    assert Allowance.objects.get().tokens == 0


@pytest.mark.django_db(transaction=True)
def test_sweeping_and_taking_at_the_same_moment_wait_for_nobody():
    full = NOW - allowances.FULL_AFTER - SECOND
    keys = [f"key {number}" for number in range(12)]
    Allowance.objects.bulk_create(Allowance(key=key, tokens=0, refilled_at=full) for key in keys)
    new = [f"new {number}" for number in range(6)]

    results = simultaneously([partial(allowances.take, key, now=NOW) for key in [*keys[:6], *new]])

    assert results == [None] * 12


def key(address: str) -> str:
    return allowances.key_of(RequestFactory().get("/", REMOTE_ADDR=address))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "a socket", True),
    ],
)
def test_who_shares_a_bucket(one, other, same):
    assert (key(one) == key(other)) == same


def test_the_address_can_not_be_read_from_the_key(settings):
    before = key("192.0.2.1")
    settings.SECRET_KEY = "another key, which nobody knows either"

    assert key("192.0.2.1") != before
