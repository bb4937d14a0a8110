"""The past of a large paper is read from its own place in the indexes, whatever was published since."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from articles.front import compose_front
from articles.section_stories import read_stories
from tests.indexes.newspaper import FIRST_AT, NOW, print_newspaper, sweep
from tests.indexes.plans import LARGE, explaining

pytestmark = pytest.mark.django_db

EARLY = FIRST_AT + timedelta(days=40)
FEW = 1_500  # rows: 19,000 editions are newer


@pytest.fixture(scope="module", autouse=True)
def newspaper(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The rows, for all tests of this module and for no other."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            print_newspaper()
            yield
            transaction.set_rollback(True)
        sweep()


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("work", "index"),
    [
        (lambda: compose_front(at=EARLY), "edition_newest"),
        (lambda: read_stories(2, at=EARLY, before=None), "edition_newest_in_section"),
    ],
    ids=["front", "section"],
)
def test_list_of_long_ago_reads_a_little(work, index):
    work()
    with explaining() as steps:
        work()

    assert not [step for step in steps if step.table in LARGE and step.kind == "Seq Scan"]
    assert sum(step.rows for step in steps if step.table in LARGE) <= FEW
    assert index in {step.index for step in steps}
