"""A moderator, signed in."""

import pytest
from django.test import Client

from newsportal.accounts.models import User


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    """The moderator's browser."""
    client.force_login(moderator)
    return client
