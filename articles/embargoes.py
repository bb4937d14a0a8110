"""Embargoes: an hour before which nobody may publish what an article says, while editing goes on.

The database refuses every edition that starts before; here the refusal gets its words, and an embargo is
set and lifted. An imported article has none.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Embargo
from articles.refusals import EmbargoHolds, NoEmbargo, ScheduledBefore, TimeIsPast, UnderEmbargo
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


@transaction.atomic
def set_embargo(article: Article, *, by: User, until: datetime, note: str = "") -> Embargo:
    """Hold the article back until an hour, later than the one that holds already.

    Raises TimeIsPast, EmbargoHolds, ScheduledBefore.
    """
    now = timezone.now()
    if until <= now:
        raise TimeIsPast(now)
    held = _lock(article)
    if held is not None and until <= held.until:
        raise EmbargoHolds(held.until)
    first = article.editions.filter(starts_at__gt=now, starts_at__lt=until).first()
    if first is not None:
        raise ScheduledBefore(first.starts_at)
    if held is not None:
        _lift(held, by, now)
    made = Embargo.objects.create(
        article=article, until=until, note=note.strip(), created_at=now, created_by=by
    )
    record(
        act=Act.ARTICLE_EMBARGOED,
        about=article,
        by=by,
        before=_facts(held),
        after=_facts(made),
    )
    return made


@transaction.atomic
def lift_embargo(article: Article, *, by: User) -> Embargo:
    """Let the article be published at any time again. Raises NoEmbargo."""
    held = _lock(article)
    if held is None:
        raise NoEmbargo
    record(act=Act.ARTICLE_EMBARGO_LIFTED, about=article, by=by, before=_facts(held))
    return _lift(held, by, timezone.now())


def require_no_embargo(article: Article, *, at: datetime) -> None:
    """Refuse a publication before the hour, whoever asks. Raises UnderEmbargo."""
    held = article.embargoes.filter(lifted_at__isnull=True, until__gt=at).first()
    if held is not None:
        raise UnderEmbargo(held.until)


def _lock(article: Article) -> Embargo | None:
    """The embargo that nobody has lifted; the article's row is locked from here on."""
    Article.objects.select_for_update().get(pk=article.pk)
    return article.embargoes.filter(lifted_at__isnull=True).first()


def _facts(embargo: Embargo | None) -> dict[str, Any] | None:
    return {"until": embargo.until, "note": embargo.note} if embargo else None


def _lift(held: Embargo, by: User, now: datetime) -> Embargo:
    held.lifted_at, held.lifted_by = now, by
    held.save(update_fields=["lifted_at", "lifted_by"])
    return held
