"""What becomes of reports after they were made: their page's address, and what is forgotten when."""

from datetime import timedelta

import pytest

from comments.authorship import Author
from comments.models import Report, ReportContact
from comments.reporting import drop_reports, find_report, forget, report_token
from comments.withdrawing import withdraw
from tests.comments.conftest import NOW
from tests.comments.models.test_reports import make_report
from tests.comments.posting import post

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WRITTEN = {"lane": "illegal", "rule": "", "text": "Why", "law": "§ 130", "reporter_key": "a"}


def age(comment, *, made, decided=None, **overrides):
    """A notice of illegal content with a contact, made and decided so many days ago."""
    fields = WRITTEN | {"address_key": "b", "created_at": NOW - made * DAY}
    if decided is not None:
        fields |= {"state": "upheld", "decided_at": NOW - decided * DAY}
    report = make_report(comment, **fields | overrides)
    ReportContact.objects.create(
        report=report, name="Anna", email="anna@example.org", created_at=report.created_at
    )
    return report


def left(report):
    """Which personal facts of a report are still there."""
    row = Report.objects.get(pk=report.pk)
    facts = {"key": row.reporter_key, "address": row.address_key, "text": row.text, "law": row.law}
    kept = {name for name, value in facts.items() if value}
    return kept | ({"contact"} if ReportContact.objects.filter(report=row).exists() else set())


def test_a_report_is_found_by_its_token_alone(article):
    report = make_report(post(article))

    assert find_report(report_token(report.pk)) == report
    assert find_report(str(report.pk)) is None
    assert find_report(report_token(report.pk) + "x") is None
    assert find_report(report_token(report.pk + 1)) is None


def test_who_reported_is_forgotten_after_ninety_days_and_the_words_half_a_year_after_the_decision(
    article,
):
    comment = post(article)
    everything = {"key", "address", "text", "law", "contact"}
    young = age(comment, made=89, reporter_key="c")
    undecided = age(comment, made=400)
    decided = age(comment, made=400, decided=182)
    long_decided = age(comment, made=400, decided=184)

    assert forget(now=NOW, limit=100) == 3
    assert left(young) == everything
    assert left(undecided) == left(decided) == {"text", "law", "contact"}
    assert left(long_decided) == set()
    assert forget(now=NOW, limit=100) == 0


def test_no_more_than_a_batch_is_forgotten_at_once(article):
    for _ in range(3):
        age(post(article), made=100)

    assert forget(now=NOW, limit=2) == 2
    assert forget(now=NOW, limit=2) == 1


def test_reports_end_with_a_comment_that_its_author_takes_back(article):
    comment = post(article)
    report = make_report(comment)

    assert drop_reports(comment, now=NOW) == 1

    report.refresh_from_db()
    assert (report.state, report.decided_at, report.decided_by) == ("moot", NOW, None)
    assert drop_reports(comment, now=NOW) == 0


def test_withdrawing_a_comment_ends_its_reports(article):
    comment = post(article, browser="browser 1")
    make_report(comment)

    withdraw(comment, author=Author(browser="browser 1"), now=NOW)

    assert Report.objects.get().state == "moot"
