"""The cast of the newsroom: an editor, a reporter who may not publish, and somebody without rights."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import publish
from newsportal.accounts.models import User
from tests.articles.admin.stepping import change
from tests.makers import make_article, make_user


@pytest.fixture
def editor(db) -> User:
    """A member of the group that migrations make."""
    user = make_user(name="Edith Editor", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def reporter(db) -> User:
    """Writes, and publishes nothing."""
    user = make_user(name="Rita Reporter", is_staff=True)
    group = Group.objects.get(name="Editors")
    user.user_permissions.add(*group.permissions.exclude(codename="publish_article"))
    return user


@pytest.fixture
def onlooker(db) -> User:
    """Sees articles and changes none."""
    user = make_user(name="Olga Onlooker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    return user


@pytest.fixture
def desk(editor) -> Client:
    """The editor's browser."""
    return client_of(editor)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def draft(db) -> Article:
    article = make_article(headline="As it was")
    record_revision(article, by=None)
    return article


@pytest.fixture
def live(draft):
    publish(draft, by=None)
    return draft


@pytest.fixture
def changed(live):
    change(live, headline="As it is now")
    return live


@pytest.fixture
def tomorrow() -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(microsecond=0)
