"""One plan for all values of a statement that is written by hand.

PostgreSQL plans a prepared statement anew for each value as long as it believes that this pays; for a
statement that goes by the same indexes whatever is asked, planning then takes longer than the answer, the
more so the larger the tables are. It does not see through a sub-select, so each value goes into one.
"""

import re

VALUE = re.compile(r"%\(\w+\)s")


def one_plan(statement: str) -> str:
    """The statement with each of its named values in a sub-select."""
    return VALUE.sub(r"(SELECT \g<0>)", statement)
