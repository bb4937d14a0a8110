"""The moderators’ desk: comments, threads, readers, rules, sanctions, appeals, and what was decided."""

from comments.admin import (
    appeal,
    comment,
    discussion_rules,
    error_report,
    event,
    reader,
    rule,
    sanction,
    thread,
    waiting,
)

__all__ = [
    "appeal",
    "comment",
    "discussion_rules",
    "error_report",
    "event",
    "reader",
    "rule",
    "sanction",
    "thread",
    "waiting",
]
