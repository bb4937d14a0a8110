"""Somebody to write to."""

import pytest

from comments.models import Reader
from tests.comments.notices.telling import confirm
from tests.comments.readers import make_reader


@pytest.fixture
def reader(db) -> Reader:
    """A reader who has confirmed their address."""
    made = make_reader(email="anna@example.org")
    confirm(made)
    return made
