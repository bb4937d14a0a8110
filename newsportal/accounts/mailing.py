"""Sending emails: written now, in the transaction of what they tell of, and sent in the background.

So nobody waits for a mail server, and the time of an answer says nothing about whether an email was sent.
"""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from newsportal.accounts.models import OutgoingEmail

AGAIN_AFTER = timedelta(minutes=5)
# A code or a link in it would be too old by then.
GIVEN_UP_AFTER = timedelta(hours=1)


@transaction.atomic
def write_to(recipient: str, *, subject: str, body: str) -> None:
    """Have an email sent, if the transaction commits."""
    email = OutgoingEmail.objects.create(
        recipient=recipient, subject=subject[:200], body=f"{body}\n"
    )
    send_email.enqueue(email.pk)


@task()
def send_email(key: int) -> str:
    """Send an email that waits, and forget it. The mail server is asked again for an hour.

    Raises what the last attempt raised, so that the failure can be seen among the tasks.
    """
    email = OutgoingEmail.objects.filter(pk=key).first()
    if email is None:
        return "was sent before"
    try:
        EmailMessage(email.subject, email.body, to=[email.recipient]).send()
    except OSError:  # of the network, and of the mail server (smtplib.SMTPException is one)
        if timezone.now() - email.created_at < GIVEN_UP_AFTER:
            send_email.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(key)
            return "the mail server could not take it yet"
        email.delete()
        raise
    email.delete()
    return "sent"
