"""A newsroom with an article of each kind, and what its database holds."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article, Section
from articles.publishing import publish, schedule, withdraw
from articles.workflow import approve, submit
from comments.models import Comment
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.comments.posting import post
from tests.makers import make_article, make_section, make_staff

# Who is signed in, and what the desk did for them: no act of the newsroom.
NOT_COMPARED = {"django_session", "django_migrations"}


@dataclass(frozen=True)
class Newsroom:
    """Somebody with a role, and an article in one state that belongs to them in one way."""

    user: User
    browser: Client
    article: Article
    other_section: Section

    @property
    def comment(self) -> Comment:
        return Comment.objects.get(thread=self.article.pk)


def make_article_in(state: str, **fields: object) -> Article:
    """An article that stands so, commented on if readers see it."""
    article = make_article(**fields)
    record_revision(article, by=None)
    if state in {"submitted", "approved"}:
        submit(article, by=article.created_by or make_staff(Role.REPORTER))
    if state == "approved":
        approve(article, by=make_staff(Role.CHIEF_EDITOR))
    if state == "scheduled":
        schedule(article, by=None, at=timezone.now() + timedelta(days=1))
    if state in {"live", "withdrawn"}:
        publish(article, by=None)
        post(article, now=timezone.now())
    if state == "withdrawn":
        withdraw(article, by=None, reason="It was wrong.")
    return article


def make_newsroom(role: Role, state: str, relation: str) -> Newsroom:
    """Only an editor was given a section."""
    theirs, others = make_section(), make_section()
    user = make_staff(role, edits=(theirs,) if role is Role.EDITOR else ())
    browser = Client()
    browser.force_login(user)
    article = make_article_in(
        state,
        headline="A headline like no other",
        slug="as-it-was",
        section=theirs if relation == "section" else others,
        created_by=user if relation == "own" else None,
    )
    return Newsroom(user, browser, article, others if relation == "section" else theirs)


def everything_stored() -> dict[str, str]:
    """A mark of each table's rows: two are equal only while nothing was written."""
    tables = sorted(set(connection.introspection.table_names()) - NOT_COMPARED)
    asked = (
        f"SELECT '{table}', md5(coalesce(string_agg(row::text, ',' ORDER BY row::text), ''))"  # noqa: S608
        f' FROM "{table}" row'
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return dict(cursor.fetchall())
