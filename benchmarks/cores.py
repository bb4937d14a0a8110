"""Which cores of the machine serve and which make the load."""

import os
from collections.abc import Iterator, Set
from contextlib import contextmanager


def shares() -> tuple[Set[int], Set[int]]:
    """The core of server and database, and those of the load; on a single core both are the same."""
    first, *others = sorted(os.sched_getaffinity(0))
    return {first}, set(others) or {first}


@contextmanager
def running_on(cores: Set[int]) -> Iterator[None]:
    """Let this thread, and every process that it starts meanwhile, run on these cores only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
