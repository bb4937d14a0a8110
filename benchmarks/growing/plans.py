"""What PostgreSQL really did for each query of a page, told by its own module auto_explain.

The plans are those of the statements as they were executed, prepared ones and generic plans included,
which a later EXPLAIN of the same words would not show.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What a connection is told before it is used; only a superuser of the database may.
EXPLAIN_YOURSELF = """
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off;
SET auto_explain.log_format = json;
SET client_min_messages = log;
"""
LARGE = {
    "articles_article", "articles_credit", "articles_edition", "articles_organisation", "articles_person",
    "articles_revision", "articles_searchentry", "articles_subject", "comments_comment",
    "comments_thread",
}  # fmt: skip
SCANS = {"Seq Scan", "Sample Scan"}
SORTS = {"Sort", "Incremental Sort"}
# No list sorts more; search ranks its newest three hundred.
MOST_SORTED = 1_001
SMALL_TABLE = 1_000

type Plan = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """Something that a query must not do, on which page."""

    page: str
    what: str


def read(message: str) -> Plan | None:
    """The plan in a message of auto_explain, or None in any other message."""
    _, mark, text = message.partition("plan:\n")
    return json.loads(text) if mark else None


def faults(page: str, plan: Plan) -> Iterator[Fault]:
    """Large tables that are read from end to end, and sorts of more than a page."""
    for node in nodes(plan["Plan"]):
        table, kind = node.get("Relation Name", ""), node["Node Type"]
        rows = node.get("Actual Rows", 0) * node.get("Actual Loops", 0)
        read = rows + node.get("Rows Removed by Filter", 0) * node.get("Actual Loops", 0)
        if kind in SCANS and table in LARGE and read > SMALL_TABLE:
            yield Fault(page, f"reads {read:,.0f} rows of {table} without an index")
        if kind in SORTS and rows > MOST_SORTED * max(1, node.get("Actual Loops", 0)):
            yield Fault(page, f"sorts {rows:,.0f} rows by {', '.join(node['Sort Key'])}")


def rows_read(plan: Plan) -> int:
    """How many rows the query read from tables and indexes, those that it threw away included."""
    read: int = round(
        sum(
            (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
            for node in nodes(plan["Plan"])
            if "Relation Name" in node and node.get("Actual Loops")
        )
    )
    return read


def nodes(node: Plan) -> Iterator[Plan]:
    """A plan's node and all below it."""
    yield node
    for child in node.get("Plans", ()):
        yield from nodes(child)
