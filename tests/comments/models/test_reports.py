"""What the database refuses of reports and recommendations."""

import pytest

from comments.models import Recommendation, Report, ReportContact
from tests.makers import PUBLISHED_AT, make_comment
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def make_report(comment, **overrides):
    """The least valid report by a house rule."""
    fields = {"comment_revision": 1, "lane": "rules", "rule": "insult", "created_at": PUBLISHED_AT}
    return Report.objects.create(comment=comment, **fields | overrides)


@pytest.mark.parametrize(
    "fields",
    [
        {"rule": ""},
        {"rule": "taste"},
        {"lane": "illegal"},
        {"lane": "taste"},
    ],
)
def test_report_lane_known(fields):
    comment = make_comment()

    with refused_by("report_lane_known"):
        make_report(comment, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "upheld"},
        {"state": "dismissed"},
        {"decided_at": PUBLISHED_AT},
    ],
)
def test_report_state_known(fields):
    comment = make_comment()

    with refused_by("report_state_known"):
        make_report(comment, **fields)


def test_report_text_not_too_long():
    comment = make_comment()
    make_report(comment, text="x" * 5000)

    with refused_by("report_text_not_too_long"):
        make_report(comment, text="x" * 5001)


def test_report_open_once_a_reporter():
    comment = make_comment()
    make_report(comment, reporter_key="a")

    with refused_by("report_open_once_a_reporter"):
        make_report(comment, reporter_key="a", rule="hate")


def test_other_reporters_lanes_comments_and_decided_reports_are_no_second_one():
    comment = make_comment()
    make_report(comment, reporter_key="a")

    assert make_report(comment, reporter_key="b").pk
    assert make_report(comment, reporter_key="a", lane="illegal", rule="").pk
    assert make_report(make_comment(), reporter_key="a").pk
    decided = {"state": "dismissed", "decided_at": PUBLISHED_AT}
    assert make_report(comment, reporter_key="a", **decided).pk
    assert make_report(comment).pk
    assert make_report(comment).pk


@pytest.mark.parametrize("fields", [{"name": " "}, {"email": "anna"}])
def test_report_contact_whole(fields):
    report = make_report(make_comment())
    whole = {"name": "Anna", "email": "anna@example.org", "created_at": PUBLISHED_AT}

    with refused_by("report_contact_whole"):
        ReportContact.objects.create(report=report, **whole | fields)


def test_recommendation_once():
    comment = make_comment()
    same = {"comment": comment, "thread": comment.thread, "created_at": PUBLISHED_AT}
    Recommendation.objects.create(voter_key="a", **same)
    Recommendation.objects.create(voter_key="b", **same)

    with refused_by("recommendation_once"):
        Recommendation.objects.create(voter_key="a", **same)


def test_recommendation_of_somebody():
    comment = make_comment()

    with refused_by("recommendation_of_somebody"):
        Recommendation.objects.create(
            comment=comment, thread=comment.thread, voter_key="", created_at=PUBLISHED_AT
        )
