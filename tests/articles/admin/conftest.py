"""The cast of the newsroom: a chief editor, a reporter who may not publish, and a moderator."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import publish
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.articles.admin.stepping import change
from tests.makers import make_article, make_edition, make_person, make_section, make_staff


@pytest.fixture
def editor(db) -> User:
    """Edits the whole paper."""
    return make_staff(Role.CHIEF_EDITOR, name="Edith Editor")


@pytest.fixture
def reporter(db) -> User:
    """Writes, and publishes nothing."""
    return make_staff(Role.REPORTER, name="Rita Reporter")


@pytest.fixture
def moderator(db) -> User:
    """Decides about comments, and sees no article."""
    return make_staff(Role.MODERATOR, name="Mona Moderator")


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
    article.bylines.create(person=make_person(name="Ann Author"))
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


@pytest.fixture
def stories(db) -> list[Article]:
    """Ten live ones of one section, World, the newest first and an hour apart."""
    section, now = make_section(name="World", slug="world"), timezone.now()
    return [
        make_edition(
            section=section, headline=f"Story number {age}", at=now - timedelta(hours=age + 1)
        ).article
        for age in range(10)
    ]
