"""The moderators’ desk: comments, threads, readers, rules, sanctions, appeals, and what was decided."""

from comments.admin import (
    appeal,
    comment,
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
    "error_report",
    "event",
    "reader",
    "rule",
    "sanction",
    "thread",
    "waiting",
]
