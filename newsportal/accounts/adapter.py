"""What allauth asks the site: how to send, who is asking, and where to go."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from newsportal.accounts.mailing import write_to
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

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose attempts are counted, and what the list of sessions says."""
        address = client_address(request)
        # Behind a web server that is reached through a socket and not trusted, nobody has an address.
        return address if is_address(address) else "::"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account-home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account-home")
