"""A comment as a page shows it: what readers may not see never gets into it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from comments.folding import fold
from comments.models import Comment
from newsportal.http.addresses import path_of

COLUMNS = (
    "id",
    "nickname",
    "body_html",
    "created_at",
    "time_is_known",
    "is_namesake",
    "state",
    "state_reason",
    "edited_at",
    "picked_at",
    "rank",
    "recommended",
    "edition__number",
    "parent__nickname",
    "parent__state",
)
NOT_SHOWN = "This comment is not shown."
BY_ITS_AUTHOR = {
    Comment.State.WITHDRAWN: "Withdrawn by its author.",
    Comment.State.ERASED: "This comment was erased.",
}


class WrittenBefore(NamedTuple):
    """What the newsroom changed after a comment was written, and where that can be read.

    `is_same_day`: the comment is of the same day, so the hour alone says which change it was.
    """

    kind: str
    at: datetime
    url: str
    is_same_day: bool


@dataclass(slots=True)
class ShownComment:
    """A comment as a page shows it. What readers may not see is not in it."""

    id: int
    state: str
    created_at: datetime
    time_is_known: bool
    nickname: str = ""
    body_html: str = ""
    folded_html: str = ""
    tombstone_text: str = ""
    is_namesake: bool = False
    edited_at: datetime | None = None
    picked_at: datetime | None = None
    rank: float = 0
    recommended: int = 0
    edition_number: int = 0
    written_before: WrittenBefore | None = None
    address: str = ""
    parent_nickname: str = ""
    replies: list["ShownComment"] = field(default_factory=list)
    has_more_replies: bool = False

    @property
    def is_tombstone(self) -> bool:
        """Whether there is only a mark in the comment's place."""
        return self.state != Comment.State.PUBLISHED

    @property
    def is_picked(self) -> bool:
        """Whether the newsroom recommends it."""
        return self.picked_at is not None

    @property
    def url(self) -> str:
        """The page of the comment, where the reader stands before it; or its author's page."""
        return self.address or f"{path_of('comment', self.id)}#comment-{self.id}"


def shown(
    id: int,  # noqa: A002 -- the column
    nickname: str,
    body_html: str,
    created_at: datetime | str,
    time_is_known: bool,
    is_namesake: bool,
    state: str,
    state_reason: str,
    edited_at: datetime | str | None,
    picked_at: datetime | str | None,
    rank: float,
    recommended: int,
    edition_number: int,
    parent_nickname: str | None,
    parent_state: str | None,
) -> ShownComment:
    """A comment of the columns, in their order."""
    comment = ShownComment(id, state, _time(created_at), time_is_known, rank=float(rank))
    if state != Comment.State.PUBLISHED:
        comment.tombstone_text = tombstone_text(state, state_reason)
        return comment
    comment.nickname = nickname
    comment.body_html, comment.folded_html = fold(body_html)
    comment.is_namesake = is_namesake
    comment.edited_at = _time(edited_at) if edited_at else None
    comment.picked_at = _time(picked_at) if picked_at else None
    comment.recommended = recommended
    comment.edition_number = edition_number
    if parent_state == Comment.State.PUBLISHED:
        comment.parent_nickname = parent_nickname or ""
    return comment


def own_comment(comment: Comment, *, address: str) -> ShownComment:
    """A comment as its author sees it, whatever readers see; `address` is the author's page of it."""
    return ShownComment(
        id=comment.pk,
        state=Comment.State.PUBLISHED,
        created_at=comment.created_at,
        time_is_known=comment.time_is_known,
        nickname=comment.nickname,
        body_html=comment.body_html,
        is_namesake=comment.is_namesake,
        edited_at=comment.edited_at,
        picked_at=comment.picked_at,
        address=address,
    )


def tombstone_text(state: str, reason: str) -> str:
    """What stands in the place of a comment that is not published."""
    if state == Comment.State.REMOVED:
        return f"A moderator removed this comment: {reason}"
    return BY_ITS_AUTHOR.get(Comment.State(state), NOT_SHOWN)


def _time(value: datetime | str) -> datetime:
    """PostgreSQL writes a time inside JSON as ISO 8601."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
