"""Articles that nobody signs."""

from collections.abc import Iterator

from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript
from articles.models import Byline


def byline(manuscript: Manuscript) -> Iterator[Finding]:
    """Somebody wrote the article; who only photographed, translated or edited it did not."""
    if not any(row.role == Byline.Role.BY for row in manuscript.bylines):
        yield Finding(
            "byline",
            "bylines",
            "Nobody is named as the author.",
            "Add whoever wrote it to the byline, or say why there is none.",
            where="Byline",
        )
