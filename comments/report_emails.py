"""What somebody who gave notice of illegal content is written: a receipt, and the decision.

Art. 16(4) and (5) of the Digital Services Act, Regulation (EU) 2022/2065. The address is read from the
database when the email is sent, so no task holds it.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.tasks import task
from django.urls import reverse

from comments.models import ReportContact

RECEIPT = """\
Dear {name},

we have received your notice about this comment:

{address}

It has the number {number}. A moderator will look at it and decide; people decide, not programs. You will
get an email about the decision, and can follow what becomes of your notice on this page, which only you
know:

{page}
"""
DECISION = """\
Dear {name},

a moderator has decided about the comment of your notice {number}:

{address}

What was decided, and what you can do if you do not agree, is on the page of your notice:

{page}
"""


@task()
def send_report_receipt(report_id: int, token: str) -> bool:
    """Confirm that a notice has arrived; False where its contact is gone by now."""
    return _send(report_id, token, "We have received your notice", RECEIPT)


@task()
def send_report_decision(report_id: int, token: str) -> bool:
    """Tell that a notice is decided about; False where its contact is gone by now."""
    return _send(report_id, token, "Your notice is decided", DECISION)


def _send(report_id: int, token: str, subject: str, text: str) -> bool:
    contact = ReportContact.objects.select_related("report").filter(pk=report_id).first()
    if contact is None:
        return False
    body = text.format(
        name=contact.name,
        number=report_id,
        address=contact.report.address,
        page=f"{settings.SITE_URL}{reverse('comment-reported', args=[token])}",
    )
    return bool(send_mail(f"{subject} (no. {report_id})", body, None, [contact.email]))
