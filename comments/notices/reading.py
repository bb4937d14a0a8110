"""A reader's notices: the newest first, in words that are true at the moment of reading."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from articles.paging import Cursor, Page, cut
from comments.models import Comment, Notice

PAGE = 30
# More than that are as good as uncountable, and would have to be counted on every page.
MOST_UNREAD = 99
LONGEST_EXCERPT = 160
GONE = "a story that is no longer shown"
SENTENCES = {
    Notice.Kind.PICK: "The newsroom picked your comment",
    Notice.Kind.DECISION: "A moderator decided about your comment",
    Notice.Kind.APPEAL: "Your appeal has been decided",
    Notice.Kind.REPORT: "The comment that you reported has been looked at",
    Notice.Kind.CORRECTION: "The newsroom looked into the error that you pointed out",
}


@dataclass(frozen=True)
class ShownNotice:
    """A notice in words. `address` is empty where nothing is left to be seen."""

    id: int
    kind: str
    sentence: str
    headline: str
    excerpt: str
    words: str
    address: str
    created_at: datetime
    is_unread: bool


def read_notices(reader_id: int, *, before: Cursor | None = None) -> Page[ShownNotice]:
    """A page of a reader's notices; two queries, however many there are."""
    rows = Notice.objects.filter(reader=reader_id).newest_first()
    if before is not None:
        rows = rows.before(before.at, before.key)
    page = cut(list(rows.select_related("comment")[: PAGE + 1]), PAGE, _cursor)
    return Page(in_words(page.rows), page.following)


def in_words(notices: list[Notice]) -> list[ShownNotice]:
    """What notices say now, their comments read with them; one query."""
    articles = {notice.comment.thread_id for notice in notices}
    visible = Edition.objects.visible(at=timezone.now()).filter(article__in=articles)
    headlines = dict(visible.values_list("article", "headline"))
    return [_shown(notice, headlines.get(notice.comment.thread_id, "")) for notice in notices]


def unread_count(reader_id: int) -> int:
    """How many notices a reader has not seen, and one more than MOST_UNREAD where there are more."""
    return Notice.objects.filter(reader=reader_id).unread()[: MOST_UNREAD + 1].count()


def mark_read(reader_id: int, *, up_to: int, now: datetime) -> int:
    """Mark those that were there when the reader looked: up to a number; how many were unread."""
    unread = Notice.objects.filter(reader=reader_id, pk__lte=up_to).unread()
    return unread.update(read_at=now)


def open_notice(reader_id: int, notice_id: int, *, now: datetime) -> str | None:
    """Mark a reader's notice as read; the address to which it leads, or None where there is none."""
    mine = Notice.objects.filter(reader=reader_id, pk=notice_id)
    notice = mine.select_related("comment").first()
    if notice is None:
        return None
    mine.unread().update(read_at=now)
    return in_words([notice])[0].address or reverse("notices")


def _cursor(notice: Notice) -> Cursor:
    return Cursor(notice.created_at, notice.pk)


def _shown(notice: Notice, headline: str) -> ShownNotice:
    comment = notice.comment
    is_own = comment.reader_id == notice.reader_id
    is_published = comment.state == Comment.State.PUBLISHED and bool(headline)
    return ShownNotice(
        id=notice.pk,
        kind=notice.kind,
        sentence=_sentence(notice, is_published=is_published),
        headline=headline or GONE,
        excerpt=_excerpt(comment.text) if is_own or is_published else "",
        words=notice.words,
        address=_address(comment, is_own=is_own, is_published=is_published),
        created_at=notice.created_at,
        is_unread=notice.read_at is None,
    )


def _sentence(notice: Notice, *, is_published: bool) -> str:
    kind = Notice.Kind(notice.kind)
    if kind is not Notice.Kind.REPLY:
        return SENTENCES[kind]
    if is_published:
        return f"{notice.comment.nickname} answered your comment"
    return "Somebody answered your comment; the answer is no longer shown"


def _address(comment: Comment, *, is_own: bool, is_published: bool) -> str:
    if is_published:
        return comment.get_absolute_url()
    return reverse("comment-own", args=[comment.pk]) if is_own else ""


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[: LONGEST_EXCERPT - 1]}…"
