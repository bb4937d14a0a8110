"""What allauth asks the site: how to send, who is asking, and where to go."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from newsportal.accounts.mailing import write_to
from newsportal.accounts.models import User, user_facts
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change
from newsportal.http.clients import client_address, is_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in on this site."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Have an email sent in the background: plain text, with the newspaper's name."""
        request = current.request
        values = {"request": request, "email": email, **context}
        topic = render_to_string(f"{template_prefix}_subject.txt", values, request)
        subject = render_to_string("account/email/subject.txt", {"topic": topic.strip()}, request)
        body = render_to_string(f"{template_prefix}_message.txt", values, request)
        write_to(email, subject=" ".join(subject.split()), body=body.strip())

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address; where a colleague signs in by it from now on, that is recorded."""
        user = User.objects.get(pk=email_address.user_id)
        before = user_facts(user)
        confirmed: bool = super().confirm_email(request, email_address)
        user.refresh_from_db()
        if user.is_staff:
            after = user_facts(user)
            record_change(act=Act.USER_CHANGED, about=user, by=user, before=before, after=after)
        return confirmed

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose attempts are counted, and what the list of sessions says."""
        address = client_address(request)
        # Behind a web server that is reached through a socket and not trusted, nobody has an address.
        return address if is_address(address) else "::"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account-home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account-home")
