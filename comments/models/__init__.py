"""What readers write, one model a file."""

from comments.models.allowance import Allowance
from comments.models.comment import Comment
from comments.models.moderation_event import ModerationEvent
from comments.models.notice import Notice
from comments.models.reader import Reader
from comments.models.sanction import Sanction
from comments.models.thread import Thread

__all__ = [
    "Allowance",
    "Comment",
    "ModerationEvent",
    "Notice",
    "Reader",
    "Sanction",
    "Thread",
]
