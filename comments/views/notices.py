"""A reader's notices: their list, the way from each to its comment, and that they were read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.paging import MOST_KEY, BadCursor, Cursor
from comments.models import Reader
from comments.notices.reading import mark_read, open_notice, read_notices, unread_count
from comments.profile.readers import for_readers
from comments.views.answers import SeeOther


@for_readers
@require_safe
def notices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What happened to the reader's comments, the newest first."""
    page = read_notices(reader.pk, before=cursor_of(request))
    context = {
        "notices": page.rows,
        "unread": unread_count(reader.pk),
        "newest": page.rows[0].id if page.rows else 0,
        "next_page": page.next_page(request.path),
        "first_page": request.path if "before" in request.GET else None,
    }
    return render(request, "notices/notices.html", context)


@for_readers
@require_safe
def notice(request: HttpRequest, reader: Reader, notice_id: int) -> HttpResponse:
    """From a notice to what it is about; from then on it is read."""
    address = open_notice(reader.pk, min(notice_id, MOST_KEY), now=timezone.now())
    if address is None:
        raise Http404
    return SeeOther(address)


@for_readers
@require_POST
def notices_read(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Mark as read what the list showed; what came after it stays new."""
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdigit():
        mark_read(reader.pk, up_to=min(int(newest[:19]), MOST_KEY), now=timezone.now())
    return SeeOther(reverse("notices"))


def cursor_of(request: HttpRequest) -> Cursor | None:
    """Where the page begins, by `?before=`; raises Http404 for what is no cursor."""
    text = request.GET.get("before")
    try:
        return None if text is None else Cursor.parse(text)
    except BadCursor as error:
        raise Http404 from error
