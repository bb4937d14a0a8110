"""Public pages of comments; only of articles that readers see at this moment."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Edition
from articles.paging import BadCursor, Cursor
from comments import validators
from comments.discussion import page_after, read_discussion
from comments.models import Comment, Thread
from comments.reading import read_ancestors, read_replies, shown_comment
from newsportal.http.page_classes import PublicRequest, public, query_parameters


def visible_edition(article_id: int) -> Edition:
    """What readers see of the article now; raises Http404 where that is nothing."""
    visible = Edition.objects.visible(at=timezone.now()).filter(article__pk=article_id)
    edition = visible.for_cards().first()
    if edition is None:
        raise Http404
    return edition


@public(version=validators.conversation)
@query_parameters("after")
def comment(request: PublicRequest, comment_id: int) -> HttpResponse:
    """A comment's own page: what it answers and what answers it. A removed one is 410 with its reason."""
    shown = Comment.objects.shown().exclude(thread__mode=Thread.Mode.OFF)
    found = shown.filter(pk=comment_id).first()
    if found is None:
        raise Http404
    edition = visible_edition(found.thread_id)
    replies, cursor = read_replies(found, after=_cursor(request))
    context = {
        "edition": edition,
        "comment": shown_comment(found),
        "ancestors": read_ancestors(found),
        "replies": replies,
        "more_url": page_after(found.get_absolute_url(), cursor) if cursor else "",
    }
    status = HTTPStatus.GONE if found.is_tombstone else HTTPStatus.OK
    return render(request, "comments/permalink.html", context, status=status)


@public(version=validators.thread)
@query_parameters("after")
def article_comments(request: PublicRequest, article_id: int) -> HttpResponse:
    """A page of an article's thread, for threads that are longer than the article's own page shows."""
    edition = visible_edition(article_id)
    discussion = read_discussion(article_id, at=request.at, after=_cursor(request))
    if not discussion.is_shown:
        raise Http404
    return render(request, "comments/page.html", {"edition": edition, "discussion": discussion})


def _cursor(request: HttpRequest) -> Cursor | None:
    text = request.GET.get("after")
    try:
        return None if text is None else Cursor.parse(text)
    except BadCursor as error:
        raise Http404 from error
