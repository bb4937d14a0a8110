"""What a moderator sees of a comment: its words with what rules noticed, the author's record, reports.

A page of cards costs the same six queries, however many there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from comments.models import Comment, CommentRevision, Report, Sanction, Signal, Waiting
from comments.reporting import open_reports

RECORD_OF = timedelta(days=90)
State = Comment.State


@dataclass
class Record:
    """What became of an author's comments in the last 90 days; "known" is that there is a key."""

    is_known: bool = False
    published: int = 0
    removed: int = 0
    rejected: int = 0
    spam: int = 0
    total: int = 0
    sanctions: list[Sanction] = field(default_factory=list)

    @property
    def is_first(self) -> bool:
        """Whether nothing else of this author is known from that time."""
        return self.is_known and self.total <= 1


@dataclass
class Card:
    """A comment in the queue."""

    comment: Comment
    text: SafeString
    record: Record
    signals: list[Signal]
    reports: list[Report]
    revisions: list[CommentRevision]
    waiting: Waiting | None = None

    @property
    def version(self) -> str:
        """What a decision names: the comment, and its revision as it was seen."""
        return f"{self.comment.pk}:{self.comment.revision_number}"


def cards_of(keys: Sequence[int], *, now: datetime) -> list[Card]:
    """The cards of comments, in the order of their keys."""
    rows = Comment.objects.filter(pk__in=keys).select_related(
        "thread__article__section", "parent", "edition", "reader", "waiting"
    )
    comments = rows.defer("thread__article__body", "edition__body_html", "edition__plain_text")
    found = {comment.pk: comment for comment in comments}
    records = records_of(found.values(), now=now)
    signals = _by_comment(Signal.objects.filter(comment__in=keys).order_by("pk"))
    revisions = _by_comment(CommentRevision.objects.filter(comment__in=keys).order_by("number"))
    reports = open_reports(keys)
    return [
        Card(
            comment,
            marked(comment.text, _spans(comment, signals[key])),
            records.get(comment.author_key, Record()),
            [
                one
                for one in signals[key]
                if one.revision_number == _words_of(comment, signals[key])
            ],
            reports.get(key, []),
            revisions[key],
            getattr(comment, "waiting", None),
        )
        for key in keys
        if (comment := found.get(key)) is not None
    ]


def records_of(comments: Iterable[Comment], *, now: datetime) -> dict[str, Record]:
    """What is known of the authors, by their keys."""
    keys = {comment.author_key for comment in comments} - {""}
    records: dict[str, Record] = defaultdict(Record)
    rows = (
        Comment.objects.filter(author_key__in=keys, created_at__gt=now - RECORD_OF)
        .exclude(author_key="")
        .values("author_key")
        .annotate(
            published=Count("pk", filter=Q(state=State.PUBLISHED)),
            removed=Count("pk", filter=Q(state=State.REMOVED)),
            rejected=Count("pk", filter=Q(state=State.REJECTED)),
            spam=Count("pk", filter=Q(state=State.SPAM)),
            total=Count("pk"),
        )
    )
    for row in rows:
        records[row["author_key"]] = Record(
            is_known=True,
            published=row["published"],
            removed=row["removed"],
            rejected=row["rejected"],
            spam=row["spam"],
            total=row["total"],
        )
    sanctions = Sanction.objects.filter(author_key__in=keys).select_related("section", "article")
    for sanction in sanctions.newest_first():
        records[sanction.author_key].sanctions.append(sanction)
    return dict(records)


def marked(text: str, spans: Iterable[Sequence[int]]) -> SafeString:
    """A text, escaped, with the places marked that rules have matched; overlapping ones as one."""
    parts: list[str] = []
    done = 0
    for start, end in _merged(spans, len(text)):
        parts.append(escape(text[done:start]))
        parts.append(f"<mark>{escape(text[start:end])}</mark>")
        done = end
    parts.append(escape(text[done:]))
    # Every part of what a reader typed is escaped above.
    return mark_safe("".join(parts))  # noqa: S308


def _merged(spans: Iterable[Sequence[int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, one[0]), min(length, one[1])) for one in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return merged


def _words_of(comment: Comment, signals: list[Signal]) -> int:
    """The revision whose words the comment has: decisions since count on, and change none of them."""
    numbers = [one.revision_number for one in signals]
    return max((one for one in numbers if one <= comment.revision_number), default=0)


def _spans(comment: Comment, signals: list[Signal]) -> list[Sequence[int]]:
    current = _words_of(comment, signals)
    return [span for one in signals if one.revision_number == current for span in one.spans]


def _by_comment[Row: (Signal, CommentRevision)](rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.comment_id].append(row)
    return found
