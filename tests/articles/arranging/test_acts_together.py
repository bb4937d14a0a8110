"""Many acts after each other, and two at once: the past stays, and nobody is overwritten."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.arranging.acts import arrange
from articles.arranging.refusals import ArrangingRefused, NothingArranged, StaleArrangement
from articles.arranging.standing import standing
from articles.models import Placement
from articles.models.placement import FRONT_PAGE
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditEntry
from tests.articles.arranging.pages import plan_of, put, stands
from tests.makers import PUBLISHED_AT, make_article, make_edition

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = PUBLISHED_AT + HOUR


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


PLANS = st.lists(
    st.tuples(st.permutations(range(4)), st.integers(0, 4), st.integers(0, 3)), max_size=6
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plans=PLANS)
def test_the_past_never_changes(plans):
    """Whatever is arranged, at once or later: what stood, stood, and what was wanted stands."""
    Placement.objects.all().delete()
    keys = [make_article().pk for _ in range(4)]
    known = {}
    for number, (order, cut, delay) in enumerate(plans):
        moment = NOW + number * HOUR
        with time_machine.travel(moment, tick=False):
            wanted = plan_of(*[[keys[index]] for index in order[:cut]])
            at = moment + delay * HOUR / 2 if delay else None
            try:
                put(wanted, at=at)
            except NothingArranged:
                continue
            assert stands(at or moment) == {
                slot.number: list(slot.stories) for slot in wanted.slots
            }
        assert {past: stands(past) for past in known} == known
        known[moment] = stands(moment)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_is_told():
    keys = [make_edition().article_id for _ in range(2)]
    base = standing(FRONT_PAGE, at=timezone.now()).base
    start = Barrier(2)
    answers: list[object] = []

    def publish(key):
        try:
            start.wait()
            answers.append(arrange(FRONT_PAGE, plan_of([key]), by=None, base=base).number)
        except ArrangingRefused as refusal:
            answers.append(type(refusal))
        finally:
            connection.close()

    threads = [Thread(target=publish, args=[key]) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers, key=str) == [1, StaleArrangement]
    assert Placement.objects.count() == 1
    assert AuditEntry.objects.filter(act=Act.FRONT_ARRANGED).count() == 1
