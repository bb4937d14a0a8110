"""Whether a form was sent from one of our own pages, as the browser itself says.

A public page is the same for everybody and holds no token. Browsers tell where a POST comes from in
headers that no page can write: Sec-Fetch-Site (Fetch Metadata, W3C), and Origin (Fetch Standard) where
they are older. Who sends neither proves nothing, and is answered with a form that has a token.
"""

from django.conf import settings
from django.http import HttpRequest


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site has sent the request.

    Another site of the same domain is a stranger, and so is what somebody has typed or stored.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    ours = {*settings.CSRF_TRUSTED_ORIGINS, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Origin") in ours
