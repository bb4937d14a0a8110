"""What is recorded: every act of publishing, rights and moderation has its word here."""

from enum import StrEnum


class Act(StrEnum):
    """An act, named by what it is done to and what happens. A word that was recorded never changes.

    A new kind of act is a new line here, a call of `record` where it is done, and a test that looks for
    its row: `tests/newsportal/audit/test_every_act.py` fails for a line that no test names.
    """

    ARTICLE_PUBLISHED = "article.published"
    ARTICLE_SCHEDULED = "article.scheduled"
    ARTICLE_UPDATED = "article.updated"
    ARTICLE_CORRECTED = "article.corrected"
    ARTICLE_REWORDED = "article.reworded"
    ARTICLE_WITHDRAWN = "article.withdrawn"
    ARTICLE_RESCHEDULED = "article.rescheduled"
    ARTICLE_CANCELLED = "article.cancelled"
    ARTICLE_WARNING_ACCEPTED = "article.warning_accepted"

    @property
    def words(self) -> str:
        """As lists and filters print it: "Article published"."""
        return self.replace(".", " ").replace("_", " ").capitalize()
