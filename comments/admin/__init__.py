"""The moderators' desk: comments, threads, readers, and the record of decisions."""

from comments.admin import comment, event, reader, thread, waiting

__all__ = ["comment", "event", "reader", "thread", "waiting"]
