"""What the author of a comment is told after it was stored, and about what became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from comments import marks
from comments.models import Comment, Reader
from comments.reading import own_comment, tombstone_text
from comments.views.reading import visible_edition
from newsportal.http.page_classes import personal

DECIDED = {
    Comment.State.HIDDEN: "Your comment is hidden until a moderator decides about it.",
    Comment.State.SPAM: "A moderator took your comment for advertising. It is not shown.",
}


@personal
@require_safe
def posted(request: HttpRequest, comment_id: int) -> HttpResponse:
    """An author's own comment, whatever its state; nobody else finds anything here."""
    comment = Comment.objects.filter(pk=comment_id).first()
    if comment is None or not _is_author(request, comment):
        raise Http404
    published = comment.state == Comment.State.PUBLISHED
    address = comment.get_absolute_url() if published else request.path
    context = {
        "comment": own_comment(comment, address=address),
        "edition": visible_edition(comment.thread_id),
        "held": comment.state == Comment.State.HELD,
        "published": published,
        "decision": _decision(comment),
    }
    return render(request, "comments/posted.html", context)


def _decision(comment: Comment) -> str:
    if comment.state in {Comment.State.HELD, Comment.State.PUBLISHED}:
        return ""
    if comment.state == Comment.State.REJECTED:
        return f"A moderator decided not to publish your comment: {comment.state_reason}"
    state = Comment.State(comment.state)
    return DECIDED.get(state) or tombstone_text(comment.state, comment.state_reason)


def _is_author(request: HttpRequest, comment: Comment) -> bool:
    """Whether the request comes from the browser, or the account, that the comment came from."""
    if request.user.is_authenticated and comment.reader_id is not None:
        return Reader.objects.filter(pk=comment.reader_id, user=request.user).exists()
    mark = marks.author_mark(
        article_id=comment.thread_id, browser=marks.browser_of(request), reader=None
    )
    return bool(mark) and constant_time_compare(mark, comment.author_mark)
