"""When readers may write on a story: what its thread says, and its section where that says nothing.

Comments close N days after first publication at the end of a day of the newsroom's clock. Every public
page is asked for anew at midnight (`articles.state`), so nothing has to run for pages to say so in time.
Daily hours are no matter of public pages: those say from when to when, which is true all day; who opens
the form or sends it is told what holds at that moment.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONArray
from django.utils import timezone

from articles.models import Article, Edition
from comments.models import Thread
from newsportal.database.prepared import Prepared

# What a thread itself says of it, in the order of `thread_of`.
SETTINGS = ("mode", "opens_at", "closes_at", "close_after", "open_from", "open_until")
WRITABLE = frozenset({Thread.Mode.POST_MODERATED, Thread.Mode.PRE_MODERATED})


class Terms(NamedTuple):
    """What readers see of the story, and what the section says in which they see it.

    Without an edition readers see nothing of the story.
    """

    edition_id: int | None = None
    published_at: datetime | None = None
    mode: str = Thread.Mode.POST_MODERATED
    close_after: int | None = None
    open_from: time | None = None
    open_until: time | None = None


UNSEEN = Terms()


class Hours(NamedTuple):
    """From when until before when, each day by the newsroom's clock; past midnight if the end is earlier.

    The clock decides also on the two days of the year on which it is changed: an hour that it shows
    twice is open or closed twice.
    """

    since: time
    until: time

    def hold(self, *, at: datetime) -> bool:
        """Whether it is within the hours."""
        clock = timezone.localtime(at).time()
        if self.since < self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until

    def next_day(self, *, after: datetime) -> date:
        """The day on which they begin next, for a moment outside of them."""
        local = timezone.localtime(after)
        return local.date() + timedelta(days=local.time() > self.since)


@dataclass(frozen=True, slots=True)
class Opening:
    """When readers may write on a story; `thread` is a row that nobody saves."""

    thread: Thread
    terms: Terms = UNSEEN

    @property
    def is_shown(self) -> bool:
        """Whether the story has comments at all."""
        return self.thread.mode != Thread.Mode.OFF

    @property
    def last_day(self) -> date | None:
        """The last day of comments by the day of publication; a time that was set goes before it."""
        days = self.thread.close_after
        if days is None:
            days = self.terms.close_after
        if not days or self.terms.published_at is None or self.thread.closes_at is not None:
            return None
        return timezone.localdate(self.terms.published_at) + timedelta(days=days)

    @property
    def hours(self) -> Hours | None:
        """The daily hours; None where comments are taken by day and night."""
        source = self.terms if self.thread.open_from is None else self.thread
        since, until = source.open_from, source.open_until
        return None if since is None or until is None or since == until else Hours(since, until)

    def is_over(self, *, at: datetime) -> bool:
        """Whether comments are closed for good."""
        if self.thread.closes_at is not None and self.thread.closes_at <= at:
            return True
        last_day = self.last_day
        return self.thread.mode == Thread.Mode.CLOSED or (
            last_day is not None and timezone.localdate(at) > last_day
        )

    def is_open(self, *, at: datetime) -> bool:
        """Whether the discussion goes on, whatever the hour: what its public pages go by."""
        return (
            self.thread.mode in WRITABLE
            and (self.thread.opens_at is None or self.thread.opens_at <= at)
            and not self.is_over(at=at)
        )

    def takes_comments(self, *, at: datetime) -> bool:
        """Whether a reader may add a comment at that instant."""
        return self.is_open(at=at) and (self.hours is None or self.hours.hold(at=at))


def read_opening(article_id: int, *, at: datetime) -> Opening:
    """When readers may write on a story, as it is set at that instant. One query."""
    return _OPENING.first(article=article_id, at=at) or Opening(Thread(article_id=article_id))


def terms_of(article: str, *, at: datetime) -> ArraySubquery:
    """A column for `terms_in`: of the article that the outer query names."""
    shown = Edition.objects.visible(at=at).filter(article=OuterRef(article))
    rules = (
        f"section__discussion_rules__{name}"
        for name in ("mode", "close_after", "open_from", "open_until")
    )
    return ArraySubquery(shown.values(row=JSONArray("pk", "published_at", *rules))[:1])


def terms_in(rows: list[Any]) -> Terms:
    """What such a column says."""
    if not rows:
        return Terms()
    edition_id, published_at, mode, close_after, since, until = rows[0]
    return Terms(
        edition_id,
        datetime.fromisoformat(published_at),
        mode or Thread.Mode.POST_MODERATED,
        close_after,
        time.fromisoformat(since) if since else None,
        time.fromisoformat(until) if until else None,
    )


def opening_of(article_id: int, settings: tuple[Any, ...], terms: list[Any]) -> Opening:
    """The opening by the columns of SETTINGS and that of `terms_of`.

    A thread that is not there has no mode: it would be made with that of the section.
    """
    mode, opens_at, closes_at, close_after, open_from, open_until = settings
    known = terms_in(terms)
    thread = Thread(
        article_id=article_id,
        mode=mode or known.mode,
        opens_at=opens_at,
        closes_at=closes_at,
        close_after=close_after,
        open_from=open_from,
        open_until=open_until,
    )
    return Opening(thread, known)


def _opening(*, article: int, at: datetime) -> QuerySet[Any, Any]:
    columns = [f"thread__{name}" for name in SETTINGS]
    stories: QuerySet[Any, Any] = Article.objects.filter(pk=article)
    return stories.values("pk", *columns, terms=terms_of("pk", at=at))


def _as_opening(*columns: Any) -> Opening:
    article_id, *settings, terms = columns
    return opening_of(article_id, tuple(settings), terms)


_OPENING = Prepared(_opening, _as_opening, one_plan=True)
