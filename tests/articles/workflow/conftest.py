"""A reporter, an editor, and a draft that one has written and the other may publish."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.editing import record_revision
from articles.models import Article
from newsportal.accounts.models import User
from tests.makers import make_article, make_person, make_user

NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def rita(db) -> User:
    return make_user(name="Rita Reporter")


@pytest.fixture
def edith(db) -> User:
    return make_user(name="Edith Editor")


@pytest.fixture
def article(rita) -> Article:
    made = make_article(headline="As it was", created_by=rita)
    made.bylines.create(person=make_person())
    record_revision(made, by=rita)
    return made
