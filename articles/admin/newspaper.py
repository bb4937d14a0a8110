"""The newspaper's own row, which several parts of one page ask for."""

from django.http import HttpRequest

from articles.models import Publication


def newspaper_of(request: HttpRequest) -> Publication:
    """The publication, read once for a request."""
    known: Publication | None = getattr(request, "newspaper", None)
    if known is None:
        known = Publication.objects.current()
        request.newspaper = known  # type: ignore[attr-defined]
    return known
