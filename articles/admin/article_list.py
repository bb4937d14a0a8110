"""The list of articles."""

from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from articles.models import Article, Byline


class ArticleList(ChangeList):
    """Fetches what a line shows for all lines together, and leaves the long texts where they are."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[Article]:
        people = Byline.objects.select_related("person").order_by("position", "pk")
        articles: QuerySet[Article] = super().get_queryset(request, exclude_parameters)
        return articles.defer("body").prefetch_related(Prefetch("bylines", people))
