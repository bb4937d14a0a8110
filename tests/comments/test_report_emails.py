"""What somebody who gave notice of illegal content is written, and that no task holds their address."""

import pytest
from django.core import mail

from comments.models import ReportContact
from comments.report_emails import send_report_decision, send_report_receipt
from comments.reporting import report_token
from tests.comments.models.test_reports import make_report
from tests.comments.posting import post
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(article):
    """A notice of illegal content with its contact."""
    report = make_report(
        post(article), lane="illegal", rule="", address="https://news.example.org/comments/1/"
    )
    ReportContact.objects.create(
        report=report, name="Anna Weiss", email="anna@example.org", created_at=PUBLISHED_AT
    )
    return report


@pytest.mark.parametrize("send", [send_report_receipt, send_report_decision])
def test_an_email_names_the_notice_and_leads_to_its_page(notice, send, settings):
    token = report_token(notice.pk)

    assert send.call(notice.pk, token)

    (email,) = mail.outbox
    assert email.to == ["anna@example.org"]
    assert f"(no. {notice.pk})" in email.subject
    for words in ("Anna Weiss", notice.address, f"{settings.SITE_URL}/comments/reported/{token}/"):
        assert words in email.body


def test_a_contact_that_is_forgotten_gets_no_email(notice):
    notice.contact.delete()

    assert not send_report_decision.call(notice.pk, report_token(notice.pk))
    assert mail.outbox == []
