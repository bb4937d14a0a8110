"""The moderators' desk: comments, threads, readers, sanctions, appeals, and the record of decisions."""

from comments.admin import appeal, comment, event, reader, sanction, thread, waiting

__all__ = ["appeal", "comment", "event", "reader", "sanction", "thread", "waiting"]
