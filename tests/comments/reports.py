"""Reports for tests: everything has a default that can be overridden."""

import itertools
from typing import Any

from comments.models import Comment, Report
from tests.comments.conftest import NOW

_numbers = itertools.count(1)


def file_report(comment: Comment, **overrides: Any) -> Report:
    """Somebody's report that a comment insults, or is illegal, which waits for a moderator."""
    fields: dict[str, Any] = {
        "comment": comment,
        "comment_revision": comment.revision_number,
        "lane": "rules",
        "rule": "" if overrides.get("lane") == "illegal" else "insult",
        "reporter_key": f"{next(_numbers):032}",
        "created_at": NOW,
    }
    return Report.objects.create(**fields | overrides)
