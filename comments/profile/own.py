"""What a reader wrote with their account, whatever became of it: the newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from articles.paging import Cursor, Page, cut
from comments.models import Comment

PAGE = 20
LONGEST_EXCERPT = 240
ERASED = "Its text was erased."
STATES = {
    Comment.State.HELD: "Waiting for a moderator",
    Comment.State.PUBLISHED: "Published",
    Comment.State.HIDDEN: "Hidden until a moderator decides",
    Comment.State.REJECTED: "Not published",
    Comment.State.REMOVED: "Removed by a moderator",
    Comment.State.WITHDRAWN: "Withdrawn by you",
    Comment.State.ERASED: "Erased",
    Comment.State.SPAM: "Taken for advertising",
}


@dataclass(frozen=True)
class OwnComment:
    """A line of the list; `address` leads to the comment's page for its author."""

    nickname: str
    excerpt: str
    state: str
    headline: str
    address: str
    public_address: str
    created_at: datetime


def own_comments(reader_id: int, *, before: Cursor | None = None) -> Page[OwnComment]:
    """A page of what the reader wrote; two queries, however much that is."""
    rows = Comment.objects.filter(reader=reader_id).order_by("-created_at", "-id")
    if before is not None:
        rows = rows.filter(created_at__lte=before.at).exclude(
            created_at=before.at, pk__gte=before.key
        )
    page = cut(list(rows[: PAGE + 1]), PAGE, _cursor)
    articles = {comment.thread_id for comment in page.rows}
    visible = Edition.objects.visible(at=timezone.now()).filter(article__in=articles)
    headlines = dict(visible.values_list("article", "headline"))
    return Page([_own(one, headlines.get(one.thread_id, "")) for one in page.rows], page.following)


def _cursor(comment: Comment) -> Cursor:
    return Cursor(comment.created_at, comment.pk)


def _own(comment: Comment, headline: str) -> OwnComment:
    line = " ".join(comment.text.split()) or ERASED
    is_public = comment.state == Comment.State.PUBLISHED and bool(headline)
    return OwnComment(
        nickname=comment.nickname,
        excerpt=line if len(line) <= LONGEST_EXCERPT else f"{line[: LONGEST_EXCERPT - 1]}…",
        state=STATES[Comment.State(comment.state)],
        headline=headline or "a story that is no longer shown",
        address=reverse("comment-own", args=[comment.pk]),
        public_address=comment.get_absolute_url() if is_public else "",
        created_at=comment.created_at,
    )
