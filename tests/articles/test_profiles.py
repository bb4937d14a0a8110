from datetime import date, timedelta

import pytest

from articles.profiles import Role, Roles, organisation_profile
from tests.makers import PUBLISHED_AT, make_organisation

DAY = date(2025, 11, 22)


def make_role(*, starts=None, ends=None):
    return Role(role="chair", starts=starts, ends=ends, source_url="")


def test_a_role_lasts_through_its_last_day():
    begun, ending = make_role(starts=DAY), make_role(ends=DAY)
    ended = make_role(ends=DAY - timedelta(days=1))

    roles = Roles.on(DAY, [begun, ending, ended])

    assert (roles.current, roles.past, roles.undated) == ([begun, ending], [ended], [])


def test_a_role_without_dates_is_neither_now_nor_before():
    role = make_role()

    roles = Roles.on(DAY, [role])

    assert (roles.current, roles.past, roles.undated) == ([], [], [role])


@pytest.mark.django_db
def test_a_kind_of_organisation_is_said_in_words():
    make_organisation(slug="viasna", kind="charity")

    profile = organisation_profile("viasna", at=PUBLISHED_AT)

    assert profile is not None
    assert (profile.kind, profile.kind_label) == ("charity", "Charity or association")
