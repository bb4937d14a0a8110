"""The facts as they were when each comment of the past was written, for trying a rule on them."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from comments.models import Comment, ModerationEvent, Report
from comments.rules.cases import Case, Text
from comments.rules.facts import LAST_DAY, OWN_AT_MOST, Facts, LikeText, OwnComment
from comments.rules.likeness import Likeness

AUTHORS_AT_ONCE = 500
REPORTS_AT_MOST = 20_000


@dataclass(slots=True)
class PastComment:
    """A comment without its text. `approved_at`: when a moderator approved it, if one did."""

    id: int
    author_key: str
    created_at: datetime
    thread_id: int
    state: str
    approved_at: datetime | None = None


class PastReport(NamedTuple):
    """Who reported a comment of which thread, and when."""

    thread_id: int
    reporter_key: str
    created_at: datetime


class Past:
    """Grows by one comment after the other, oldest first. States are those of today."""

    def __init__(
        self, *, minutes: int | None, needs_likeness: bool, reports: Iterable[PastReport] = ()
    ) -> None:
        self._window = timedelta(minutes=minutes or 0)
        self._needs_likeness = needs_likeness
        self._own: dict[str, deque[PastComment]] = defaultdict(lambda: deque(maxlen=OWN_AT_MOST))
        self._threads: dict[int, deque[datetime]] = defaultdict(deque)
        self._reports: dict[int, list[PastReport]] = defaultdict(list)
        for report in reports:
            self._reports[report.thread_id].append(report)
        self._same: dict[str, deque[tuple[PastComment, Likeness]]] = defaultdict(deque)
        self._alike: dict[int, deque[tuple[PastComment, Likeness]]] = defaultdict(deque)

    def remember(self, earlier: Iterable[PastComment]) -> None:
        """What authors did before the comments that are tried."""
        for comment in earlier:
            self._own[comment.author_key].appendleft(comment)

    def case(self, comment: PastComment, text: Text) -> Case:
        """The comment as it was judged, or would have been."""
        facts = Facts(
            mark="",
            section=None,
            own=self._own_of(comment),
            minutes={0: self._in_thread(comment)},
            reporters={0: self._reporters(comment)},
            like=self._like(comment, text.likeness) if self._needs_likeness else [],
        )
        return Case(text, comment.thread_id, comment.author_key, comment.created_at, True, facts)

    def add(self, comment: PastComment, text: Text) -> None:
        """Let it be a part of the past of those that follow."""
        if comment.author_key:
            self._own[comment.author_key].appendleft(comment)
        self._threads[comment.thread_id].append(comment.created_at)
        if self._needs_likeness:
            entry = (comment, text.likeness)
            self._same[text.likeness.digest].append(entry)
            for band in text.likeness.bands:
                self._alike[band].append(entry)

    def _own_of(self, comment: PastComment) -> list[OwnComment]:
        at = comment.created_at
        return [
            OwnComment(
                own.created_at,
                own.state,
                own.thread_id,
                own.approved_at is not None and own.approved_at <= at,
            )
            for own in self._own.get(comment.author_key, ())
        ]

    def _in_thread(self, comment: PastComment) -> int:
        times = self._threads[comment.thread_id]
        while times and times[0] <= comment.created_at - self._window:
            times.popleft()
        return len(times)

    def _reporters(self, comment: PastComment) -> int:
        since = comment.created_at - self._window
        reports = self._reports.get(comment.thread_id, ())
        return len(
            {one.reporter_key for one in reports if since < one.created_at <= comment.created_at}
        )

    def _like(self, comment: PastComment, likeness: Likeness) -> list[LikeText]:
        day_ago = comment.created_at - LAST_DAY
        found = {}
        same = self._same[likeness.digest] if likeness.digest else deque()
        for entries in [same, *(self._alike[band] for band in likeness.bands)]:
            while entries and entries[0][0].created_at <= day_ago:
                entries.popleft()
            found.update({entry[0].id: entry for entry in entries})
        return [
            LikeText(
                other.id,
                bool(comment.author_key) and other.author_key == comment.author_key,
                its.digest == likeness.digest,
                its.sketch,
            )
            for other, its in found.values()
        ]


def reports_between(since: datetime, until: datetime) -> list[PastReport]:
    """The newest reports of a span that moderators upheld or have not decided about."""
    kept = Report.objects.filter(created_at__gt=since, created_at__lte=until).filter(
        state__in=[Report.State.OPEN, Report.State.UPHELD]
    )
    rows = kept.order_by("-created_at", "-pk").values_list(
        "comment__thread_id", "reporter_key", "created_at"
    )
    return [PastReport(*row) for row in rows[:REPORTS_AT_MOST]]


def approvals(keys: list[int]) -> dict[int, datetime]:
    """When moderators first approved these comments."""
    events = ModerationEvent.objects.filter(
        comment__in=keys, actor__isnull=False, to_state=Comment.State.PUBLISHED
    )
    times = events.order_by("-created_at").values_list("comment_id", "created_at")
    return dict(times)


def approved_before(authors: list[str], since: datetime) -> Iterable[PastComment]:
    """What moderators had approved of these authors' comments before an instant."""
    for start in range(0, len(authors), AUTHORS_AT_ONCE):
        earlier = Comment.objects.filter(
            author_key__in=authors[start : start + AUTHORS_AT_ONCE], created_at__lt=since
        ).exclude(author_key="")
        rows = earlier.order_by("author_key", "created_at", "id").values_list(
            "id", "author_key", "created_at", "thread_id", "state"
        )
        found = [PastComment(*row) for row in rows]
        times = approvals([one.id for one in found])
        for one in found:
            one.approved_at = times.get(one.id)
            yield one
