"""The cast of these tests: one article that readers see, and people with different rights."""

from datetime import timedelta

import pytest

from articles.models import Article
from comments.models import Comment
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.makers import PUBLISHED_AT, make_edition, make_staff

NOW = PUBLISHED_AT + timedelta(hours=1)


@pytest.fixture
def article(db) -> Article:
    published: Article = make_edition().article
    return published


@pytest.fixture
def moderator(db) -> User:
    """Looks at comments and decides about them."""
    return make_staff(Role.MODERATOR)


@pytest.fixture
def outsider(db) -> User:
    """A colleague who has nothing to do with comments."""
    return make_staff(Role.REPORTER)


def stored(comment: Comment) -> Comment:
    """The comment as the database has it."""
    return Comment.objects.get(pk=comment.pk)
