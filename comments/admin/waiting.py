"""Comments that wait for a moderator, on the desk."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from articles.admin.desk import FIRST_ROWS, Row, ShownPile, add_pile, ago
from articles.admin.piles import MOST
from comments.models import Comment
from newsportal.accounts.rights import Somebody, allowed, can

WAITING = (Comment.State.HELD, Comment.State.HIDDEN)


def waiting_for(user: Somebody) -> QuerySet[Comment]:
    """The comments about which somebody may decide, the oldest first."""
    waiting = Comment.objects.filter(state__in=WAITING).oldest_first()
    return allowed(waiting, user, "comment.moderate")


def held_comments(request: HttpRequest) -> ShownPile | None:
    """The pile of those who may moderate."""
    if not can(request.user, "comment.moderate"):
        return None
    waiting = waiting_for(request.user)
    first = waiting.select_related("thread__article").only(
        "nickname", "text", "state", "created_at", "thread__article__headline"
    )
    return ShownPile(
        "Held comments",
        waiting.order_by()[: MOST + 1].count(),
        [_row(comment) for comment in first[:FIRST_ROWS]],
        reverse("admin:comments_queue"),
    )


def _row(comment: Comment) -> Row:
    word = "held" if comment.state == Comment.State.HELD else "hidden"
    return Row(
        comment.thread.article.headline,
        reverse("admin:comments_comment_change", args=[comment.pk]),
        f"by {comment.nickname}, {word}, sent {ago(comment.created_at)}",
        comment.created_at,
        " ".join(comment.text.split()),
    )


add_pile(held_comments)
