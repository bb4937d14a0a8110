"""What PostgreSQL really did for the queries of a page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

LARGE = {"articles_article", "articles_edition", "articles_subject", "comments_comment"}
SORTING = {"Sort", "Incremental Sort"}


@dataclass(frozen=True)
class Step:
    """One node of an executed plan; `rows` were read from the table, those filtered out included."""

    kind: str
    table: str
    index: str
    rows: int


def steps_of(query: str) -> list[Step]:
    """Run a query once more and say how."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + query.replace("%", "%%"), ())
        plan = cursor.fetchone()[0]
    (root,) = plan if isinstance(plan, list) else json.loads(plan)
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
