"""What readers write, one model a file."""

from comments.models.allowance import Allowance
from comments.models.appeal import Appeal
from comments.models.back_test import BackTest
from comments.models.comment import Comment
from comments.models.discussion_rules import DiscussionRules
from comments.models.erasure import Erasure
from comments.models.error_report import ErrorReport
from comments.models.moderation_event import ModerationEvent
from comments.models.notice import Notice
from comments.models.notice_choice import NoticeChoice
from comments.models.origin import CommentOrigin
from comments.models.reader import Reader
from comments.models.recent_text import RecentText
from comments.models.recommendation import DueRanking, Recommendation
from comments.models.report import Report, ReportContact
from comments.models.revision import CommentRevision
from comments.models.rule import Rule, RuleVersion
from comments.models.sanction import Sanction
from comments.models.signal import Signal
from comments.models.statement import StatementOfReasons
from comments.models.thread import Thread
from comments.models.waiting import Waiting

__all__ = [
    "Allowance",
    "Appeal",
    "BackTest",
    "Comment",
    "CommentOrigin",
    "CommentRevision",
    "DiscussionRules",
    "DueRanking",
    "Erasure",
    "ErrorReport",
    "ModerationEvent",
    "Notice",
    "NoticeChoice",
    "Reader",
    "RecentText",
    "Recommendation",
    "Report",
    "ReportContact",
    "Rule",
    "RuleVersion",
    "Sanction",
    "Signal",
    "StatementOfReasons",
    "Thread",
    "Waiting",
]
