"""What somebody is called in other catalogues."""

from articles.admin.rows import TabularRows
from articles.models import Identifier


class IdentifierRows(TabularRows[Identifier]):
    """Wikidata and its like, and the own website."""

    model = Identifier
    fields = ("scheme", "value")
    ordering = ("scheme", "pk")
