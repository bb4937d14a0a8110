"""Ending emails by their own link, without signing in (RFC 8058).

The link names the reader and is signed, so that nobody ends the emails of others. It never expires: an
email may be found years later by somebody who wants no more of them.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

_signer = Signer(salt="comments.notices.unsubscribing")


def unsubscribe_address(reader_id: int) -> str:
    """The address, with the site's own, that ends the emails to a reader."""
    path = reverse("notices-unsubscribe", args=[_signer.sign(str(reader_id))])
    return f"{settings.SITE_URL}{path}"


def reader_of_token(token: str) -> int | None:
    """The key of the reader whose emails a link ends; None for what we have not signed."""
    try:
        return int(_signer.unsign(token))
    except BadSignature:
        return None
