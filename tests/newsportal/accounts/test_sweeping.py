"""What accounts leave behind goes with the daily housekeeping, and nothing else does."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from newsportal.accounts.models import SharedEntry, User
from newsportal.tasks.housekeeping import housekeeping
from tests.makers import make_user
from tests.newsportal.accounts.journeys import new_account, sign_in

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
WEEK = timedelta(days=7)


def began(ago, **fields):
    user = make_user(**fields)
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - ago)
    return user


def test_an_account_that_nobody_confirmed_goes_after_a_week():
    gone = began(WEEK + MINUTE)
    EmailAddress.objects.create(user=gone, email=gone.email, primary=True)
    kept = {
        began(WEEK - MINUTE).pk,
        began(WEEK + MINUTE, is_staff=True).pk,
        began(WEEK + MINUTE, last_login=timezone.now()).pk,
    }
    confirmed = began(WEEK + MINUTE)
    EmailAddress.objects.create(user=confirmed, email=confirmed.email, primary=True, verified=True)

    housekeeping.call()

    assert set(User.objects.values_list("pk", flat=True)) == kept | {confirmed.pk}


def test_attempts_that_no_longer_count_go():
    cache.set("counts", [1.0], 60)
    SharedEntry.objects.create(cache_key="past", value="", expires=timezone.now() - MINUTE)

    assert housekeeping.call()["past attempts"] == 1
    assert cache.get("counts") == [1.0]


def test_addresses_of_sessions_that_are_over_go(client):
    sign_in(client, new_account("nadia@example.org").email)
    assert housekeeping.call()["ended sessions"] == 0
    Session.objects.update(expire_date=timezone.now() - MINUTE)

    assert housekeeping.call()["ended sessions"] == 1
    assert not UserSession.objects.exists()
