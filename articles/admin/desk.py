"""What waits for an editor: the counts that the admin opens with."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from articles.admin.status_filter import STANDINGS
from articles.models import Article
from newsportal.accounts.rights import allowed, can


@dataclass(frozen=True)
class Pile:
    """A number of articles that stand alike, and the list of them."""

    label: str
    count: int
    url: str


def desk(request: HttpRequest) -> list[Pile]:
    """The piles on the desk of somebody who may see articles, of those that they may see."""
    if not can(request.user, "article.view"):
        return []
    articles = allowed(Article.objects.all(), request.user, "article.view")
    address = reverse("admin:articles_article_changelist")
    return [
        Pile(
            standing.label,
            standing.of(articles).count(),
            f"{address}?standing={standing.name}",
        )
        for standing in STANDINGS
        if standing.is_waiting
    ]
