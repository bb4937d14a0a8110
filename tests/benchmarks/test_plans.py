"""Which plans end a measurement of growth."""

import json

import pytest

from benchmarks.growing import plans


def node(kind, rows, *below, table="", loops=1, removed=0):
    """A node of a plan as auto_explain writes it."""
    node = {"Node Type": kind, "Actual Rows": rows, "Actual Loops": loops, "Plans": list(below)}
    if table:
        node |= {"Relation Name": table, "Rows Removed by Filter": removed}
    return node | ({"Sort Key": ["published_at"]} if "Sort" in kind else {})


def test_a_message_of_auto_explain_holds_a_plan_and_others_do_not():
    plan = {"Query Text": "SELECT 1", "Plan": node("Result", 1)}

    assert plans.read(f"duration: 0.1 ms  plan:\n{json.dumps(plan)}") == plan
    assert plans.read("checkpoint complete") is None


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (node("Seq Scan", 5, table="articles_edition", removed=5_000), "reads 5,005 rows"),
        (node("Limit", 5, node("Sort", 2_000)), "sorts 2,000 rows by published_at"),
        (node("Limit", 5, node("Incremental Sort", 2_000)), "sorts 2,000 rows"),
    ],
)
def test_reading_or_sorting_much_is_a_fault(found, what):
    (fault,) = plans.faults("front", {"Plan": found})

    assert fault.page == "front"
    assert what in fault.what


@pytest.mark.parametrize(
    "found",
    [
        node("Index Scan", 5_000, table="articles_edition"),
        node("Seq Scan", 9, table="articles_section", removed=5_000),
        node("Seq Scan", 200, table="articles_edition", removed=300),
        node("Sort", 1_000),
        node("Nested Loop", 30, node("Sort", 4, loops=1_000)),
    ],
)
def test_what_does_not_grow_is_none(found):
    assert not list(plans.faults("front", {"Plan": found}))


def test_rows_are_counted_over_all_loops():
    plan = {
        "Plan": node(
            "Nested Loop",
            30,
            node("Index Scan", 30, table="articles_subject", removed=2),
            node("Index Scan", 1, table="articles_edition", loops=30),
        )
    }

    assert plans.rows_read(plan) == 62
