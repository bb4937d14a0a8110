"""What PostgreSQL really did for the queries of a page."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.errors import Diagnostic

LARGE = {
    "articles_article", "articles_edition", "articles_searchentry", "articles_subject",
    "articles_placement", "comments_comment",
}  # fmt: skip
# Either finds the editions of one address; which is cheaper depends on what earlier tests left in it.
BY_ADDRESS = {"edition_by_path", "edition_one_article_per_path"}
# Either finds the newest of a section that has every sixth story, at nearly the same estimated cost.
NEWEST_OF_MANY = {"edition_newest", "edition_newest_in_section"}
SORTING = {"Sort", "Incremental Sort"}
FEW = 1_500  # rows: of 20,000 editions, 40,000 subjects, 8,000 comments
USES = 8  # after which PostgreSQL has decided whether it plans a prepared statement for every use


@dataclass(frozen=True)
class Step:
    """One node of an executed plan; `rows` were read from the table, those filtered out included."""

    kind: str
    table: str
    index: str
    rows: int


EXPLAIN = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "
EXPLAINING = {
    "client_min_messages": "notice",
    "auto_explain.log_level": "notice",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_format": "json",
    "auto_explain.log_min_duration": "0",
}


def steps_of(query: str) -> list[Step]:
    """Run a query once more and say how."""
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN + query.replace("%", "%%"), ())
        plan = cursor.fetchone()[0]
        return _steps_in(plan if isinstance(plan, list) else json.loads(plan))


@contextmanager
def explaining() -> Iterator[list[Step]]:
    """The steps of all that is executed meanwhile, by the very plans that it is executed with.

    A connection that has executed a statement five times may keep one plan for all values of its
    parameters; to explain the statement's text would make another.
    """
    steps: list[Step] = []
    told: list[str] = []

    def note(diagnostic: Diagnostic) -> None:
        told.append(diagnostic.message_primary or "")

    with connection.cursor() as cursor:
        cursor.execute("LOAD 'auto_explain'")
        for name, value in EXPLAINING.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
    connection.connection.add_notice_handler(note)
    try:
        yield steps
    finally:
        # The plan of the last statement is told when the next one begins.
        with connection.cursor() as cursor:
            for name in EXPLAINING:
                cursor.execute(f"SET LOCAL {name} TO DEFAULT")
        connection.connection.remove_notice_handler(note)
    for text in told:
        if plan := text.partition("plan:\n")[2]:
            steps.extend(_steps_in(json.loads(plan)))


def _steps_in(plan: Any) -> list[Step]:
    (root,) = plan if isinstance(plan, list) else [plan]
    return list(_steps(root["Plan"]))


def _steps(node: dict[str, Any]) -> Iterator[Step]:
    read = node["Actual Rows"] + sum(
        value for name, value in node.items() if name.startswith("Rows Removed by")
    )
    if not node["Actual Loops"]:
        return
    yield Step(
        kind=node["Node Type"],
        table=node.get("Relation Name", ""),
        index=node.get("Index Name", ""),
        rows=round(read * node["Actual Loops"]),
    )
    for child in node.get("Plans", []):
        yield from _steps(child)


def captured(queries: CaptureQueriesContext) -> list[str]:
    """The reading statements among captured ones."""
    statements = [query["sql"].strip() for query in queries.captured_queries]
    return [one for one in statements if one.startswith(("SELECT", "WITH", "(SELECT"))]


def plans_for_one_use() -> dict[str, int]:
    """How often PostgreSQL has planned each of the connection's statements for the values at hand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, sum(custom_plans) FROM pg_prepared_statements GROUP BY 1")
        return {
            statement: int(times)
            for statement, times in cursor.fetchall()
            if "pg_prepared_statements" not in statement
        }


def explained(work: Callable[..., object]) -> list[Step]:
    """What the database did for some work: all steps of all its queries."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return [step for query in captured(queries) for step in steps_of(query)]


def assert_reads_by(indexes: set[str], steps: list[Step], rows: int = FEW) -> None:
    """No large table is read from end to end, nothing large sorted, and no more rows read than that."""
    assert not [step for step in steps if step.table in LARGE and step.kind == "Seq Scan"]
    assert not [step for step in steps if step.kind in SORTING and step.rows > FEW]
    assert sum(step.rows for step in steps if step.table in LARGE) <= rows
    assert indexes <= {step.index for step in steps}
