from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What readers write: threads, comments, readers, and their moderation."""

    name = "comments"
