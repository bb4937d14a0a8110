"""Who else has an article open, and whether it was saved meanwhile, in words."""

from collections.abc import Iterable
from uuid import UUID

from articles.models import Article, OpenForm
from articles.refusals import in_words
from articles.unsaved import Presence, others
from newsportal.accounts.models import User


def people(forms: Iterable[OpenForm], user: User, window: UUID | None = None) -> list[str]:
    """A line for everybody who has the article open besides this window.

    A page that is about to be shown has no window yet, and its reader may just have left another one:
    it tells of other people alone.
    """
    present = others(forms, user=user, window=window)
    return [_line(one) for one in present if window or not one.is_same_person]


def newer_version(article: Article, opened_version: int) -> str:
    """Who saved the article since a form was opened; empty if nobody did."""
    if article.version <= opened_version:
        return ""
    latest = article.revisions.select_related("created_by").order_by("-number").first()
    if latest is None:
        return ""
    return (
        f"{latest.created_by or 'The system'} saved version {latest.number} on "
        f"{in_words(latest.created_at)}. When you save, you are shown both texts."
    )


def _line(one: Presence) -> str:
    name = "You, in another window" if one.is_same_person else one.name
    unsaved = ", with unsaved text" if one.has_unsaved_text else ""
    return f"{name}, since {in_words(one.since)}{unsaved}"
