"""What the article relies on."""

from articles.admin.rows import TabularRows
from articles.models import Source


class SourceRows(TabularRows[Source]):
    """Documents, agencies and spokespeople, in the order in which readers see them."""

    model = Source
    right_name = "article.sources"
    fields = ("title", "publisher", "url", "position")
    ordering = ("position", "pk")
    extra = 1
