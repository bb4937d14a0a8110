"""What the table of rights asks about the newsroom's rows: whose they are and how they stand."""

from articles.models import Article, Edition, Embargo, HandOver, Placement, Revision, Section
from articles.status import status_of
from newsportal.accounts.rights import Place, place_rows

# What was returned is its reporter's draft again.
BEFORE_READERS = {HandOver.Kind.SUBMIT.value: "submitted", HandOver.Kind.APPROVE.value: "approved"}


def article_state(article: Article) -> str:
    """One of the table's words: new, draft, submitted, approved, scheduled, live or withdrawn."""
    if article.pk is None:
        return "new"
    status = status_of(article)
    if status.is_live:
        return "live"
    if status.was_published:
        return "withdrawn"
    if status.scheduled_at:
        return "scheduled"
    return BEFORE_READERS.get(status.hand_over, "draft")


def place_newsroom() -> None:
    """Tell the rights where everything is; what is not named here belongs to no section."""
    place_rows(Article, Place("created_by_id", "section_id", article_state))
    place_rows(Section, Place(section="id"))
    place_rows(Placement, Place("created_by_id", "section_id"))
    for model in (Revision, Edition, HandOver, Embargo):
        place_rows(model, Place("article__created_by_id", "article__section_id"))
