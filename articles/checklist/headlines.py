"""Headlines that are cut off, or say too little by themselves."""

from collections.abc import Iterator

from articles.checklist.finding import Finding, Passage
from articles.checklist.manuscript import Manuscript
from articles.checklist.policy import LONGEST_HEADLINE, SHORTEST_HEADLINE


def headline_length(manuscript: Manuscript) -> Iterator[Finding]:
    """A headline stands alone in lists, feeds and search results, and has room there."""
    headline = " ".join(manuscript.article.headline.split())
    length = len(headline)
    if SHORTEST_HEADLINE <= length <= LONGEST_HEADLINE:
        return
    many = "1 character" if length == 1 else f"{length} characters"
    problem, remedy = (
        (f"The headline has {many}; lists show {LONGEST_HEADLINE}.", "Shorten it")
        if length > LONGEST_HEADLINE
        else (f"The headline has {many} and stands alone in lists.", "Say what happened")
    )
    yield Passage("headline", "Headline", headline).finding(
        "headline-length", 0, length, problem=problem, remedy=f"{remedy}, or say why it stays."
    )
