"""Public pages of comments; only of articles that readers see at this moment."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Edition
from articles.paging import BadCursor, Cursor
from comments import validators
from comments.changes import tell_changes
from comments.context import Context, read_around, read_context
from comments.discussion import Discussion, page_beside, read_discussion, read_thread
from comments.orders import Order, Place
from comments.since import count_since
from newsportal.http.addresses import path_of
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
    """A comment's own page: what it answers, what answers it, and the conversations around its own.

    Of one that is not shown any more there is its mark, and the answers that hang on it: 410.
    """
    after = _of_time(request, "after")
    context = read_context(comment_id, after=after)
    if context is None:
        raise Http404
    discussion = read_thread(context.thread_id, at=request.at)
    if not discussion.is_shown:
        raise Http404
    edition = visible_edition(context.thread_id)
    status = HTTPStatus.GONE if context.comment.is_tombstone else HTTPStatus.OK
    answer = _conversation(context, discussion, edition, is_first=after is None)
    return render(request, "comments/permalink.html", answer, status=status)


def _conversation(
    context: Context, discussion: Discussion, edition: Edition, *, is_first: bool
) -> dict[str, object]:
    """What the page shows; on a further one, the replies alone."""
    around = read_around(context.thread_id, context.head) if is_first else None
    beside = [*around.before, *around.after] if around else []
    told = [context.comment, *context.ancestors, *context.replies, *beside]
    tell_changes(told, discussion.changes, story=edition.path)
    path = path_of("comment", context.comment.id)
    return {
        "edition": edition,
        "discussion": discussion,
        "comment": context.comment,
        "ancestors": context.ancestors,
        "replies": context.replies,
        "around": around,
        "more_url": page_beside(path, "after", context.following) if context.following else "",
        "first_url": "" if is_first else path,
    }


@public(version=validators.thread)
@query_parameters("after", "before", "order")
def article_comments(request: PublicRequest, article_id: int) -> HttpResponse:
    """A page of an article's thread, in the order that a reader chose."""
    order = _order(request)
    edition = visible_edition(article_id)
    discussion = read_discussion(
        article_id,
        at=request.at,
        story=edition.path,
        order=order,
        after=_place(request, "after", order),
        before=_place(request, "before", order),
    )
    if not discussion.is_shown:
        raise Http404
    return render(request, "comments/page.html", {"edition": edition, "discussion": discussion})


@public(version=validators.thread)
def comments_since(request: PublicRequest, article_id: int, place: str) -> HttpResponse:
    """How many comments were published after the one that a browser remembers: a number alone."""
    try:
        cursor = Cursor.parse(place)
    except BadCursor as error:
        raise Http404 from error
    visible_edition(article_id)
    if not read_thread(article_id, at=request.at).is_shown:
        raise Http404
    return JsonResponse({"count": count_since(article_id, cursor)})


def _order(request: HttpRequest) -> Order | None:
    """The order that was asked for; a page has one address, so any other word is none's."""
    text = request.GET.get("order")
    if text is None:
        if "before" in request.GET:
            raise Http404
        # The addresses of further pages before there was a choice: published ones never die.
        return Order.OLDEST if "after" in request.GET else None
    try:
        return Order(text)
    except ValueError as error:
        raise Http404 from error


def _place(request: HttpRequest, side: str, order: Order | None) -> Place | None:
    text = request.GET.get(side)
    if text is None or order is None:
        return None
    try:
        return order.parse(text)
    except BadCursor as error:
        raise Http404 from error


def _of_time(request: HttpRequest, side: str) -> Cursor | None:
    place = _place(request, side, Order.OLDEST)
    return place if isinstance(place, Cursor) else None
