"""The cast of these tests: one article that readers see, and people with different rights."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.models import Article
from comments.models import Comment
from newsportal.accounts.models import User
from tests.makers import PUBLISHED_AT, make_edition, make_user

NOW = PUBLISHED_AT + timedelta(hours=1)


def grant(user: User, *rights: str) -> User:
    """Give somebody rights of the comments app, by codename."""
    granted = Permission.objects.filter(content_type__app_label="comments", codename__in=rights)
    assert granted.count() == len(rights)
    user.user_permissions.add(*granted)
    return user


@pytest.fixture
def article(db) -> Article:
    published: Article = make_edition().article
    return published


@pytest.fixture
def moderator(db) -> User:
    """May look at comments and decide about them."""
    rights = ("moderate_comment", "view_comment", "view_moderationevent")
    return grant(make_user(is_staff=True), *rights)


@pytest.fixture
def onlooker(db) -> User:
    """Staff who may look at comments, and decide nothing."""
    return grant(make_user(is_staff=True), "view_comment")


def stored(comment: Comment) -> Comment:
    """The comment as the database has it."""
    return Comment.objects.get(pk=comment.pk)
