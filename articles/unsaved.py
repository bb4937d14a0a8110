"""Text that is typed and not saved yet, and who has which article open.

A window tells of itself every PULSE; one that was not heard of for GONE_AFTER has been left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article, OpenForm
from newsportal.accounts.models import User

PULSE = timedelta(seconds=20)
GONE_AFTER = timedelta(seconds=60)
# Unsaved text that nobody came back for is kept so long.
KEPT = timedelta(days=30)
# Of one person and one article. The oldest gives way to one more.
MOST_TEXTS = 10

type Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Window:
    """The form in one window of somebody's browser, as it was opened."""

    key: UUID
    user: User
    article_id: int | None
    opened_version: int = 0


@dataclass(frozen=True)
class Presence:
    """Somebody who has the article open."""

    name: str
    since: datetime
    has_unsaved_text: bool
    is_same_person: bool


def keep(window: Window, fields: Fields, *, now: datetime | None = None) -> OpenForm:
    """Keep what is typed in a window in place of what was kept of it before."""
    at = now or timezone.now()
    form = _store(window, at, text=fields, text_at=at, seen_at=at)
    texts = unsaved_texts(window.user, window.article_id).values_list("pk", flat=True)
    OpenForm.objects.filter(pk__in=list(texts[MOST_TEXTS:])).delete()
    return form


def keep_nothing(window: Window, *, now: datetime | None = None) -> None:
    """Say that a window is open and that all its text is saved."""
    at = now or timezone.now()
    _store(window, at, text=None, text_at=None, seen_at=at)


def still_open(window: Window, *, now: datetime | None = None) -> None:
    """Say that a window is open; its text is as it was."""
    at = now or timezone.now()
    _store(window, at, seen_at=at)


def close(window: Window) -> None:
    """Say that a window was left. Its unsaved text waits for its author."""
    forms = OpenForm.objects.filter(window=window.key, user=window.user)
    forms.filter(text_at__isnull=True).delete()
    forms.update(seen_at=None)


def forget(window: UUID, user: User) -> None:
    """Forget a window whose text was saved."""
    OpenForm.objects.filter(window=window, user=user).delete()


def forget_text(user: User, form_id: int, text_at: datetime | None = None) -> None:
    """Forget an unsaved text: if a time is given, only while it is still the text of that time."""
    forms = OpenForm.objects.filter(pk=form_id, user=user)
    if text_at is not None:
        forms = forms.filter(text_at=text_at)
    forms.delete()


def unsaved_texts(user: User, article_id: int | None) -> QuerySet[OpenForm]:
    """What somebody typed into an article's form and did not save, the latest first."""
    return OpenForm.objects.filter(user=user, article=article_id, text_at__isnull=False).order_by(
        "-text_at", "-pk"
    )


def is_open(form: OpenForm, *, now: datetime | None = None) -> bool:
    """Whether the window of a text was heard of lately."""
    return form.seen_at is not None and form.seen_at > (now or timezone.now()) - GONE_AFTER


def forms_about(
    article: Article | None, user: User, *, now: datetime | None = None
) -> list[OpenForm]:
    """The windows that have an article open, and those of somebody's own unsaved texts, the latest first.

    One query; the texts themselves are read when they are asked for. Of new articles, which belong to
    nobody else, only one's own.
    """
    at = now or timezone.now()
    concerned = Q(user=user, text_at__isnull=False)
    if article:
        concerned |= Q(seen_at__gt=at - GONE_AFTER)
    forms = OpenForm.objects.filter(concerned, article=article).select_related("user")
    return list(forms.defer("text").order_by("-text_at", "-pk"))


def others(
    forms: Iterable[OpenForm],
    *,
    user: User,
    window: UUID | None = None,
    now: datetime | None = None,
) -> list[Presence]:
    """Who else has an article open; a person's windows count once, one's own other ones as well."""
    seen = [form for form in forms if form.window != window and is_open(form, now=now)]
    return list(_by_person(sorted(seen, key=lambda form: form.opened_at), user))


def _by_person(forms: Iterable[OpenForm], user: User) -> Iterable[Presence]:
    people: dict[int, Presence] = {}
    for form in forms:
        known = people.get(form.user_id)
        people[form.user_id] = Presence(
            name=str(form.user),
            since=known.since if known else form.opened_at,
            has_unsaved_text=form.text_at is not None or bool(known and known.has_unsaved_text),
            is_same_person=form.user_id == user.pk,
        )
    return people.values()


def too_old(now: datetime) -> QuerySet[OpenForm]:
    """What housekeeping removes: texts that nobody came back for, and windows that said no goodbye."""
    yesterday = now - timedelta(days=1)
    left = Q(text_at__isnull=True) & (Q(seen_at__isnull=True) | Q(seen_at__lt=yesterday))
    return OpenForm.objects.filter(left | Q(text_at__lt=now - KEPT), opened_at__lt=yesterday)


@transaction.atomic
def _store(window: Window, now: datetime, **values: object) -> OpenForm:
    """Insert or update the row of a window, which is its user's for ever."""
    form, _ = OpenForm.objects.update_or_create(
        window=window.key,
        user=window.user,
        defaults={"opened_version": window.opened_version, **values},
        create_defaults={
            "article_id": window.article_id,
            "opened_at": now,
            "opened_version": window.opened_version,
            **values,
        },
    )
    return form
