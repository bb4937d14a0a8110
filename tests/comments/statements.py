"""Statements of reasons and appeals for tests: everything has a default that can be overridden."""

from datetime import timedelta
from typing import Any

from comments.models import Appeal, Comment, ModerationEvent, StatementOfReasons
from tests.comments.conftest import NOW

WHY = "I quoted the minister word for word."


def make_statement(comment: Comment, **overrides: Any) -> StatementOfReasons:
    """That the comment was hidden, by nobody in particular."""
    event = ModerationEvent.objects.filter(comment=comment).order_by("-pk").first()
    fields: dict[str, Any] = {
        "event": event,
        "comment": comment,
        "restriction": "hidden",
        "where": "This comment",
        "facts": "Your comment.",
        "follows_notice": False,
        "is_detected_by_program": False,
        "explanation": "Insults",
        "created_at": NOW,
        "appeal_until": NOW + timedelta(days=183),
    }
    return StatementOfReasons.objects.create(**fields | overrides)


def make_appeal(comment: Comment, **overrides: Any) -> Appeal:
    """An appeal that waits."""
    statement = make_statement(comment, **overrides)
    return Appeal.objects.create(statement=statement, text=WHY, created_at=NOW)
