"""What the cache has done, counted where it costs least and handed to the metrics now and then."""

from collections import Counter
from collections.abc import Callable
from typing import Literal

# hit: fresh. stale: used while a newer one is fetched. revalidated: the origin said that it still holds.
# miss: rendered. pass: not for a cache. error: the origin failed; a stale answer stood in where there
# was one. shed: refused because too many wait.
type Outcome = Literal["hit", "stale", "revalidated", "miss", "pass", "error", "shed"]


class Counters:
    """Counts of outcomes. An increment is not locked: a race may lose one, and no page depends on it."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self._published: Counter[Outcome] = Counter()

    def count(self, outcome: Outcome, number: int = 1) -> None:
        """Add to an outcome."""
        self.outcomes[outcome] += number

    def publish(self, add: Callable[[Outcome, int], object]) -> None:
        """Hand over what was counted since the last time."""
        for outcome, total in list(self.outcomes.items()):
            if new := total - self._published[outcome]:
                add(outcome, new)
                self._published[outcome] = total
