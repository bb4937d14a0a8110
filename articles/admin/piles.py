"""What waits on somebody's desk: which articles lie there, since when, and who put them there.

Every pile is read from an index of what still waits, or looks at the latest changes and no further, so
none grows with the archive. The list of articles shows the same rows under `?desk=`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.generic import StockAdmin
from articles.models import Article, Edition, Embargo, HandOver
from newsportal.accounts.models import User
from newsportal.accounts.rights import Somebody, allowed, can

# The most that a pile counts, and how many of the latest changes are looked at: what nobody has touched
# for so long waits for nobody, and is in the list.
MOST = 1_000
LATEST = 500
# After that time nobody waits for the end of an embargo any more.
FORGOTTEN_AFTER = timedelta(days=30)


class Lying(NamedTuple):
    """An article in a pile: since or until when, who put it there, as what, and with which words."""

    key: int
    headline: str
    at: datetime
    who: str
    kind: str
    note: str


@dataclass(frozen=True)
class Pile:
    """A pile: a name for addresses, a label, whose it is, and its articles, the most urgent first."""

    name: str
    label: str
    right: str
    read: Callable[[User, datetime], Iterable[Any]]

    def lying(self, user: Somebody) -> list[Lying]:
        """At most one more than `MOST`, so that one knows whether there are more; each article once."""
        if not isinstance(user, User) or not can(user, self.right):
            return []
        rows = {row[0]: Lying(*row) for row in self.read(user, timezone.now())}
        return list(rows.values())


def _rows(
    rows: QuerySet[Any],
    at: str,
    kind: str | F,
    *further: Subquery,
    article: str = "article__",
    note: str = "",
) -> QuerySet[Any, Any]:
    """The columns of `Lying` and further ones, read from rows that belong to articles."""
    name = NullIf("created_by__name", Value(""), output_field=TextField())
    return rows.values_list(
        f"{article}pk" if article else "pk",
        f"{article}headline",
        at,
        Coalesce(name, "created_by__email", Value(""), output_field=TextField()),
        kind if isinstance(kind, F) else Value(kind),
        F(note) if note else Value(""),
        *further,
    )


def _standing(user: User, right: str) -> QuerySet[HandOver]:
    return allowed(HandOver.objects.filter(is_standing=True), user, right)


def _waiting(user: User, now: datetime) -> Iterable[Any]:
    """What others have submitted, for those who may approve it, and what was returned to oneself."""
    submitted = _standing(user, "article.approve").filter(kind=HandOver.Kind.SUBMIT)
    returned = _standing(user, "article.view").filter(returned_to=user)
    waiting = submitted.exclude(created_by=user) | returned
    rows = waiting.order_by("created_at", "pk")[: MOST + 1]
    return _rows(rows, "created_at", F("kind"), note="note")


def _to_publish(user: User, now: datetime) -> Iterable[Any]:
    approved = _standing(user, "article.publish").filter(kind=HandOver.Kind.APPROVE)
    rows = approved.order_by("created_at", "pk")[: MOST + 1]
    return _rows(rows, "created_at", F("kind"), note="note")


def _overdue(user: User, now: datetime) -> Iterable[Any]:
    """What was needed by now, and what an embargo holds back no more, and readers don't see."""
    due = _standing(user, "article.view").filter(due_at__lte=now).order_by("due_at", "pk")
    since = Edition.objects.filter(article=OuterRef("article"), starts_at__gte=OuterRef("until"))
    over = allowed(Embargo.objects.all(), user, "article.view").filter(
        ~Exists(since), lifted_at__isnull=True, until__lte=now, until__gt=now - FORGOTTEN_AFTER
    )
    rows = [
        *_rows(due[: MOST + 1], "due_at", "due"),
        *_rows(over.order_by("until", "pk")[: MOST + 1], "until", "embargo", note="note"),
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]))


def _latest(
    articles: QuerySet[Article],
    *,
    having: Sequence[QuerySet[Any]] = (),
    lacking: Sequence[QuerySet[Any]] = (),
) -> Iterable[Any]:
    """Those of the latest changes that have a row of each kind, and none of the others.

    Asked for a first row, not whether one exists: the planner would read whole tables at once to answer
    that for all of them.
    """
    firsts = [Subquery(rows.order_by().values("pk")[:1]) for rows in (*having, *lacking)]
    expected = [True] * len(having) + [False] * len(lacking)
    latest = articles.order_by("-changed_at", "-pk")[:LATEST]
    for row in _rows(latest, "changed_at", "changed", *firsts, article=""):
        own, found = row[: -len(firsts)], row[-len(firsts) :]
        if [key is not None for key in found] == expected:
            yield own


def _my_drafts(user: User, now: datetime) -> Iterable[Any]:
    mine = allowed(Article.objects.all(), user, "article.view").filter(created_by=user)
    editions = Edition.objects.filter(article=OuterRef("pk"))
    standing = HandOver.objects.filter(article=OuterRef("pk"), is_standing=True)
    return _latest(mine, lacking=[editions, standing])


def _scheduled(user: User, now: datetime) -> Iterable[Any]:
    editions = allowed(Edition.objects.all(), user, "edition.view").filter(starts_at__gt=now)
    rows = editions.order_by("starts_at", "pk")[: MOST + 1]
    return _rows(rows, "starts_at", "scheduled")


def _changed(user: User, now: datetime) -> Iterable[Any]:
    mine = allowed(Article.objects.filter(pk=OuterRef("pk")), user, "article.publish")
    editions = Edition.objects.filter(article=OuterRef("pk"))
    older = editions.visible(at=now).filter(revision__number__lt=OuterRef("version"))
    planned = editions.filter(starts_at__gt=now)
    return _latest(Article.objects.all(), having=[mine, older], lacking=[planned])


PILES = (
    Pile("waiting", "Waiting for me", "article.view", _waiting),
    Pile("overdue", "Overdue", "article.view", _overdue),
    Pile("drafts", "My drafts", "article.add", _my_drafts),
    Pile("approved", "Approved, to be published", "article.publish", _to_publish),
    Pile("scheduled", "Scheduled", "article.view", _scheduled),
    Pile("changed", "Live, changes not published", "article.publish", _changed),
)


class DeskFilter(SimpleListFilter):
    """The side bar's choice of a pile."""

    title = "desk"
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: StockAdmin[Any]) -> list[tuple[str, str]]:
        return [(pile.name, pile.label) for pile in PILES if can(request.user, pile.right)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        for pile in PILES:
            if pile.name == self.value():
                return queryset.filter(pk__in=[one.key for one in pile.lying(request.user)])
        return queryset
