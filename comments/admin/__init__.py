"""The moderators' desk: comments, threads, readers, rules, sanctions, appeals, the record of decisions."""

from comments.admin import appeal, comment, event, reader, rule, sanction, thread, waiting

__all__ = ["appeal", "comment", "event", "reader", "rule", "sanction", "thread", "waiting"]
