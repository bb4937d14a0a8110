"""The tests' database is what a new site has, whatever other tests have done to it."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_what_migrations_write():
    call_command("flush", interactive=False, verbosity=0)

    names = Group.objects.order_by("name").values_list("name", flat=True)
    assert list(names) == ["Chief editors", "Editors", "Moderators", "Reporters"]
