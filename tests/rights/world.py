"""A newsroom with an article of each kind, and what its database holds."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

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
from newsportal.audit.models import AuditEntry, AuditNote
from tests.comments.posting import post
from tests.makers import make_article, make_person, make_section, make_staff

# Who is signed in, and what the desk did for them: no act of the newsroom.
NOT_COMPARED = {"django_session", "django_migrations"}


@dataclass(frozen=True)
class Newsroom:
    """Somebody with a role, and an article in one state that belongs to them in one way."""

    user: User
    browser: Client
    article: Article
    state: str
    other_section: Section

    @property
    def comment(self) -> Comment:
        return Comment.objects.get(thread=self.article.pk)


def make_article_in(state: str, **fields: object) -> Article:
    """An article that stands so, commented on if readers see it.

    It passes the checklist, and a live one has changes that readers don't see yet: every step that its
    state allows can be taken.
    """
    article = make_article(**fields)
    article.bylines.create(person=make_person())
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
    if state == "live":
        Article.objects.filter(pk=article.pk).update(standfirst="Not public yet.")
        article.refresh_from_db()
        record_revision(article, by=None)
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
    return Newsroom(user, browser, article, state, others if relation == "section" else theirs)


def everything_stored() -> dict[str, str]:
    """A mark of each table's rows: two are equal only while nothing was written."""
    with connection.cursor() as cursor:
        cursor.execute(_asking_for_everything())
        return dict(cursor.fetchall())


@cache
def _asking_for_everything() -> str:
    tables = sorted(set(connection.introspection.table_names()) - NOT_COMPARED)
    return " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(row::text, ',' ORDER BY row::text), ''))"  # noqa: S608
        f' FROM "{table}" row'
        for table in tables
    )


def count_acts() -> int:
    """How many acts were recorded, those of the transaction that has not ended among them."""
    return AuditNote.objects.count() + AuditEntry.objects.count()
