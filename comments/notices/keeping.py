"""How long what readers were told is kept."""

from datetime import datetime, timedelta

from comments.models import Notice
from comments.models.notice import NoticeQuerySet

KEPT = timedelta(days=180)


def too_old(now: datetime) -> NoticeQuerySet:
    """Notices that nobody looks for any more, read or not."""
    return Notice.objects.filter(created_at__lt=now - KEPT)
