"""Who made the article."""

from articles.admin.rows import TabularRows
from articles.models import Byline


class BylineRows(TabularRows[Byline]):
    """People with their roles; the order is the printed one."""

    model = Byline
    fields = ("person", "role", "position")
    autocomplete_fields = ("person",)
    ordering = ("position", "pk")
    verbose_name_plural = "Byline"
