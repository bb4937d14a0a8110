"""What waits has a row exactly as long as something is to be decided, whatever wrote it."""

from datetime import timedelta

import pytest

from comments.models import Comment, Report, Waiting
from comments.moderation import decide, keep
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.reports import file_report
from tests.makers import make_comment, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def waiting() -> list[tuple[int, int]]:
    return list(Waiting.objects.order_by("pk").values_list("comment", "urgency"))


@pytest.mark.parametrize("state", Comment.State.values)
def test_what_is_held_or_hidden_waits(state):
    texts = {"text": "", "body_html": ""} if state == "erased" else {}
    comment = make_comment(None, state=state, state_reason="Insults", **texts)

    assert waiting() == ([(comment.pk, 2)] if state in {"held", "hidden"} else [])


def test_every_way_of_writing_is_noticed(article, moderator):
    comment = post(article)
    assert waiting() == []

    Comment.objects.update(state="hidden")
    assert waiting() == [(comment.pk, 2)]
    decide(stored(comment), "approve", by=moderator)
    assert waiting() == []


def test_what_is_reported_waits_until_it_is_decided(article, moderator):
    comment = post(article)
    file_report(comment)
    assert waiting() == [(comment.pk, 1)]
    assert Waiting.objects.get().since == NOW

    file_report(comment, lane="illegal", created_at=NOW + HOUR)
    assert waiting() == [(comment.pk, 0)]
    keep(comment, by=moderator)
    assert waiting() == []


def test_a_report_that_is_gone_is_waited_for_no_longer(article):
    comment = post(article)
    file_report(comment)

    Report.objects.all().delete()

    assert waiting() == []


def test_a_hidden_comment_waits_on_when_its_reports_are_settled(article):
    comment = post(article)
    file_report(comment)
    Comment.objects.update(state="hidden")
    Report.objects.update(state="dismissed", decided_at=NOW)

    assert waiting() == [(comment.pk, 2)]


def test_waiting_urgency_known(article):
    with refused_by("waiting_urgency_known"):
        Waiting.objects.create(comment=post(article), urgency=3, since=NOW)


def test_waiting_lease_ends(article):
    with refused_by("waiting_lease_ends"):
        Waiting.objects.create(comment=post(article), urgency=2, since=NOW, leased_by=make_user())
