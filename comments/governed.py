"""What the table of rights asks about comments: all of theirs belongs where their article does."""

from comments.models import (
    Appeal,
    Comment,
    DiscussionRules,
    ErrorReport,
    ModerationEvent,
    Reader,
    Sanction,
    Thread,
    Waiting,
)
from newsportal.accounts.rights import Place, place_rows


def reader_state(reader: Reader) -> str:
    """Whether the account is a colleague's."""
    return "staff" if reader.user is not None and reader.user.is_staff else "reader"


def sanctioned_state(sanction: Sanction) -> str:
    """Whether it binds a colleague's account."""
    return reader_state(sanction.reader) if sanction.reader is not None else "reader"


def place_comments() -> None:
    """Tell the rights where everything is."""
    place_rows(Thread, _at("article"))
    place_rows(DiscussionRules, Place(section="section_id"))
    place_rows(Comment, _at("thread__article"))
    place_rows(ErrorReport, _at("article"))
    place_rows(ModerationEvent, _at("comment__thread__article"))
    place_rows(Reader, Place(state=reader_state))
    place_rows(Waiting, _at("comment__thread__article"))
    place_rows(Appeal, _at("statement__comment__thread__article"))
    place_rows(Sanction, Place(state=sanctioned_state))


def _at(article: str) -> Place:
    return Place(f"{article}__created_by_id", f"{article}__section_id")
