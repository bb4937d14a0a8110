"""A statement may have one plan for all values of its parameters: what it sees, and what it does not."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from articles.models import Section
from comments.models import Comment
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared
from tests.makers import make_comment, make_section

pytestmark = pytest.mark.django_db

type Rows = QuerySet[Any, Any]


def name_of(name: str) -> str:
    return name


def test_one_plan_may_go_by_an_index_of_some_rows():
    """It sees the constants from which it follows that the rows are among them."""
    query = Prepared(_first_replies, lambda body_html: body_html, one_plan=True)
    comment = make_comment()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute("SET LOCAL enable_seqscan = off")

    for _ in range(3):
        query.rows(root=comment.pk)

    assert "comment_conversation" in _kept_plan(like="%comments_comment%")


def _first_replies(*, root: int) -> Rows:
    replies = Comment.objects.shown().filter(root=root, root__isnull=False).oldest_first()
    return replies.values("body_html")


def _kept_plan(*, like: str) -> str:
    """The plan that PostgreSQL keeps for the statement, whose only parameter is a number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE statement LIKE %s", [like])
        ((name,),) = cursor.fetchall()
        cursor.execute(f'EXPLAIN EXECUTE "{name}"(1)')
        return "\n".join(line for (line,) in cursor.fetchall())


def test_values_can_be_hidden_from_the_planner_which_then_plans_once():
    make_section(name="Ten", position=10)
    seen, hidden = Prepared(_lists, name_of), Prepared(_lists, name_of, one_plan=True)

    for query in (seen, hidden):
        for length in range(20):
            found = query.rows(name="Ten", positions=list(range(length)))
            assert found == (["Ten"] if length > 10 else [])

    assert _plans(like="%(SELECT $1)%") == (14, 5)


def _lists(*, name: str, positions: list[int]) -> Rows:
    rows = Section.objects.filter(AnyOf("position", positions), name=name)
    return rows.values("name")


def _plans(*, like: str) -> tuple[int, int]:
    """How often a statement was executed by the plan for all values, and by one of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            [like],
        )
        ((generic, own),) = cursor.fetchall()
        return generic, own
