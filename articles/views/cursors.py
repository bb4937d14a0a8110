"""Reading a list's cursor from the query string."""

from django.http import Http404, HttpRequest

from articles.paging import BadCursor, Cursor


def cursor_of(request: HttpRequest) -> Cursor | None:
    """The cursor in `before`, or None for the first page; a broken one is an address of no page."""
    text = request.GET.get("before")
    if text is None:
        return None
    try:
        return Cursor.parse(text)
    except BadCursor as error:
        raise Http404 from error
