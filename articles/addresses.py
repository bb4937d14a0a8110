"""Addresses that moved: every published address leads somewhere for ever, in one hop.

Earlier addresses of articles are remembered by their editions; those of people, organisations and
sections by rows of `Redirect`, which point at the thing and not at another address. What is not
public yet is treated exactly as what does not exist.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.corrections import Correction, corrections_of
from articles.coverage import is_public
from articles.models import Edition, Organisation, Person, Redirect, Section

LEGAL = ("is_legal_order", "legal_authority", "legal_order_url")

type Addressed = Organisation | Person | Section


@dataclass(frozen=True)
class Moved:
    """What was asked for is at another address now."""

    to: str


@dataclass(frozen=True)
class Withdrawn:
    """What was asked for has been public and is no longer; the newsroom took it away by itself."""

    headline: str
    reason: str
    corrections: list[Correction]
    path: str


@dataclass(frozen=True)
class Withheld:
    """What was asked for has been public until an order forbade it.

    Neither the headline nor a correction is told: both may be what must not be said.
    """

    reason: str
    authority: str
    order_url: str


def find_former(path: str, *, at: datetime) -> Moved | Withdrawn | Withheld | None:
    """What became of an address under which nothing is visible at that instant.

    First the article that was public there, then a redirect; the final address, never one between.
    """
    former = Edition.objects.filter(path=path, starts_at__lte=at).order_by("-starts_at", "-pk")
    articles = list(former.values_list("article_id", flat=True))
    if articles:
        return _became(articles, at=at)
    return _redirected(path, at=at)


def _became(articles: list[int], *, at: datetime) -> Moved | Withdrawn | Withheld:
    """What became of the articles that had an address in turn: the latest that is visible, or the end."""
    editions = Edition.objects.filter(article__in=articles)
    visible = dict(editions.visible(at=at).values_list("article_id", "path"))
    for article in articles:
        if article in visible:
            return Moved(visible[article])
    last = (
        editions.filter(article=articles[0], starts_at__lte=at)
        .order_by("-starts_at", "-pk")
        .only("headline", "path", "withdrawal_reason", *LEGAL)[0]
    )
    if last.is_legal_order:
        return Withheld(last.withdrawal_reason, last.legal_authority, last.legal_order_url)
    corrections = corrections_of(articles[0], at=at)
    return Withdrawn(last.headline, last.withdrawal_reason, corrections, last.path)


def _redirected(path: str, *, at: datetime) -> Moved | Withdrawn | Withheld | None:
    row = Redirect.objects.filter(path=path).select_related("section", "person", "organisation")
    redirect = row.first()
    if redirect is None:
        return None
    if redirect.person is not None and not is_public(redirect.person.pk, at=at):
        return None
    target = redirect.section or redirect.person or redirect.organisation
    if target is not None:
        return Moved(target.get_absolute_url())
    was_public = Edition.objects.filter(article=redirect.article_id, starts_at__lte=at).exists()
    return _became([redirect.article_id], at=at) if was_public and redirect.article_id else None


@transaction.atomic
def remember_address(thing: Addressed, old_path: str) -> None:
    """Make an address that a thing no longer has lead to it for ever; called when its slug changed.

    An address that is in use again loses its redirect, so a slug that goes from A to B and back leaves
    one redirect, from B. An old address that led to something else leads here now: it was this thing's
    more recently. Editions remember the addresses of articles by themselves.
    """
    Redirect.objects.filter(path=thing.get_absolute_url()).delete()
    if old_path != thing.get_absolute_url():
        target = {"article": None, "organisation": None, "person": None, "section": None}
        Redirect.objects.update_or_create(
            path=old_path, defaults=target | {type(thing).__name__.lower(): thing}
        )
