"""Several comments at once: those of one author, and those below a comment. Each is decided by itself."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from comments.models import Comment

WAITING = "waiting"
DAY = "day"
WEEK = "week"
SPANS = {DAY: timedelta(days=1), WEEK: timedelta(days=7)}
MOST = 100
# What stands below a comment, down to the last answer; the comment itself is not in it.
BRANCH = """
WITH RECURSIVE branch AS (
    SELECT id FROM comments_comment WHERE parent_id = %(comment)s
    UNION ALL
    SELECT answer.id FROM comments_comment answer JOIN branch ON answer.parent_id = branch.id
) SELECT id FROM branch LIMIT %(most)s
"""


def comments_of(comment: Comment, *, span: str, now: datetime) -> list[Comment]:
    """The comments of the author of one, newest first: what waits, or all of a day or a week.

    At most a hundred. Of an author of whom nothing is known, only the comment itself.
    """
    same = Q(author_key=comment.author_key) & ~Q(author_key="")
    rows = Comment.objects.filter(same | Q(pk=comment.pk))
    if span in SPANS:
        rows = rows.filter(Q(created_at__gt=now - SPANS[span]) | Q(pk=comment.pk))
    else:
        rows = rows.filter(Q(waiting__isnull=False) | Q(pk=comment.pk))
    ordered = rows.select_related("thread__article", "waiting").order_by("-created_at", "-pk")
    return list(ordered.defer("thread__article__body")[:MOST])


def branch_below(comment: Comment) -> list[Comment]:
    """All that answers a comment, directly or not, in the order in which it was written."""
    with connection.cursor() as cursor:
        cursor.execute(BRANCH, {"comment": comment.pk, "most": MOST})
        keys = [key for (key,) in cursor.fetchall()]
    return list(Comment.objects.filter(pk__in=keys).order_by("created_at", "pk"))
