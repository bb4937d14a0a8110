"""Who made the article."""

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.rows import TabularRows
from articles.models import Byline


class BylineRows(TabularRows[Byline]):
    """People with their roles; the order is the printed one."""

    model = Byline
    right_name = "article.bylines"
    fields = ("person", "role", "position")
    autocomplete_fields = ("person",)
    ordering = ("position", "pk")
    verbose_name_plural = "Byline"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Byline]:
        return super().get_queryset(request).select_related("person")
