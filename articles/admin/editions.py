"""What readers saw of an article, and what they are going to see, as its form lists it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles.admin.situation import PlanInWords
from articles.admin.step import Step
from articles.models import Article, Edition
from articles.models.edition import TOLD
from articles.planning import plan_in


class ListedEdition(NamedTuple):
    """An edition, and where its note can be put into other words; nowhere for most."""

    edition: Edition
    reword_address: str


def editions_of(article: Article | None) -> list[Edition]:
    """All of them, the newest first, with who made them of which version."""
    if article is None:
        return []
    rows = article.editions.select_related("created_by", "withdrawn_by", "revision")
    return list(rows.defer("revision__snapshot").order_by("-number"))


def plan_among(editions: list[Edition]) -> PlanInWords | None:
    """What is planned, if something is."""
    plan = plan_in(editions[0] if editions else None, now=timezone.now())
    return PlanInWords(plan) if plan else None


def listed(editions: Iterable[Edition], *, offered: Iterable[Step]) -> list[ListedEdition]:
    """The rows of the table; `offered` are the steps that can be taken now."""
    may_reword = "reword" in {step.name for step in offered}
    return [
        ListedEdition(
            edition,
            _reword_address(edition)
            if may_reword and edition.kind in TOLD and edition.rewords is None
            else "",
        )
        for edition in editions
    ]


def _reword_address(edition: Edition) -> str:
    address = reverse("admin:articles_article_reword", args=[edition.article_id])
    return f"{address}?{urlencode({'correction': edition.number})}"
