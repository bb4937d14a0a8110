"""Working copies as checks read them, without a database."""

from articles.checklist.manuscript import Candidate, Known, Manuscript
from articles.models import Article
from articles.names import NameFinder


def manuscript(body="<p>They went home.</p>", *, names=(), mentions=(), bylines=(), **fields):
    """An article with a text; `names` are those of organisations that the newsroom knows."""
    somebody = Candidate("organisation", 1, "/organisations/one/")
    known = [(name, Known(somebody, name)) for name in names]
    return Manuscript(
        Article(**{"headline": "Minsk frees 31"} | fields, body=body),
        bylines=list(bylines),
        mentions=list(mentions),
        sources=[],
        names=NameFinder(known),
    )


def words_of(findings):
    return [finding.words for finding in findings]
