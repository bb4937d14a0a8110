from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What readers write: threads, comments, readers, and their moderation."""

    name = "comments"

    def ready(self) -> None:
        """Threads have hours: pages change when they begin and end. And they have an article's rights."""
        from articles.state import BOUNDARIES
        from comments.governed import place_comments

        place_comments()

        BOUNDARIES.extend(("comments_thread", column) for column in ("opens_at", "closes_at"))
