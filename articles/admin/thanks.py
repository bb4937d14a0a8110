"""Whom a correction may thank: choices that apps above this one offer in the correction's form."""

from collections.abc import Callable
from typing import NamedTuple

from articles.models import Article, Edition
from newsportal.accounts.models import User


class Thanks(NamedTuple):
    """What may be chosen for an article, as key and words, and what to do with the choice.

    `give` is called in the transaction that publishes the correction, with its edition and the key. It
    may raise PublishingRefused.
    """

    offered: Callable[[Article], list[tuple[str, str]]]
    give: Callable[[Edition, str, User], object]


_OFFERED: list[Thanks] = []


def offer_thanks(thanks: Thanks) -> None:
    """Let corrections thank whom an app knows; its admin module calls it once."""
    _OFFERED.append(thanks)


def offered(article: Article) -> list[tuple[str, str]]:
    """Everybody whom a correction of the article may thank."""
    return [choice for thanks in _OFFERED for choice in thanks.offered(article)]


def thank(edition: Edition, chosen: str, *, by: User) -> None:
    """Thank whoever was chosen; nobody for an empty choice."""
    for thanks in _OFFERED if chosen else []:
        thanks.give(edition, chosen, by)
