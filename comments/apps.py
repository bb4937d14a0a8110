from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What readers write: threads, comments, readers, and their moderation."""

    name = "comments"

    def ready(self) -> None:
        """Threads have hours: pages change when they begin and when they end."""
        from articles.state import BOUNDARIES

        BOUNDARIES.extend(("comments_thread", column) for column in ("opens_at", "closes_at"))
