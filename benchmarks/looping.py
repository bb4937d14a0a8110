"""Event loops of their own: a caller's thread may have one already, as a browser's driver leaves it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run_loop[Result](work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end in a new thread; the caller waits, and gets what it gives or raises."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
