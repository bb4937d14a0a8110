"""Posting for tests: everything has a default, and every default can be overridden."""

import itertools
from typing import Any
from uuid import uuid4

from articles.models import Article
from comments.models import Comment
from comments.posting import post_comment
from tests.comments.conftest import NOW

_numbers = itertools.count(1)


def post(article: Article, **overrides: Any) -> Comment:
    """Post a comment through the real door, as a reader nobody knows."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "nickname": f"Reader {number}",
        "text": f"Comment {number}",
        "submission_id": uuid4(),
        "now": NOW,
    }
    return post_comment(article=article, **values | overrides)
