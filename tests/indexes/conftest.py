"""The large newspaper whose pages are explained, and its day."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.indexes.newspaper import NOW, printed


@pytest.fixture(scope="module")
def newspaper(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The rows, for all tests of a module and for no other."""
    with printed(django_db_blocker):
        yield


@pytest.fixture
def today() -> Iterator[None]:
    """The day on which its newest stories were published."""
    with time_machine.travel(NOW, tick=False):
        yield
