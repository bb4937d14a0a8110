"""How large a made newspaper is, and when each of its stories was published."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

BEGINS = datetime(2006, 1, 1, tzinfo=UTC)
ENDS = datetime(2026, 1, 1, tzinfo=UTC)
# One day has many more stories than others, so that there is a day with two pages at every size.
BUSY_DAY = datetime(2020, 11, 3, tzinfo=UTC)
STORIES_OF_BUSY_DAY = 150
# As many as fill a page of a register at every size.
LEAST_PEOPLE, MOST_PEOPLE = 500, 300_000
LEAST_ORGANISATIONS, MOST_ORGANISATIONS = 200, 50_000
# A writer has a whole page of stories at every size.
STORIES_OF_A_WRITER, MOST_WRITERS = 50, 200
# Threads of these sizes hang below the newest stories but one, in this order, as far as there is room.
THREADS = (7, 500, 5_000, 50_000)


@dataclass(frozen=True)
class Plan:
    """The size of a newspaper; `words` is the average length of its stories."""

    articles: int
    comments: int
    words: int = 120

    @property
    def people(self) -> int:
        return min(max(self.articles // 5, LEAST_PEOPLE), MOST_PEOPLE)

    @property
    def organisations(self) -> int:
        return min(max(self.articles // 20, LEAST_ORGANISATIONS), MOST_ORGANISATIONS)

    @property
    def writers(self) -> int:
        """The first of the people write the stories."""
        return min(max(self.articles // STORIES_OF_A_WRITER, 1), MOST_WRITERS)

    def published_at(self, article: int) -> datetime:
        """When an article was first published; later numbers are later."""
        busy = min(STORIES_OF_BUSY_DAY, self.articles // 5)
        before = int((self.articles - busy) * ((BUSY_DAY - BEGINS) / (ENDS - BEGINS)))
        if article <= before:
            return BEGINS + (BUSY_DAY - BEGINS) * ((article - _jitter(article)) / before)
        if article <= before + busy:
            return BUSY_DAY + timedelta(hours=6) + timedelta(hours=16) * ((article - before) / busy)
        since, place = BUSY_DAY + timedelta(days=1), article - before - busy
        return since + (ENDS - since) * (
            (place - _jitter(article)) / (self.articles - before - busy)
        )

    def special_threads(self) -> dict[int, int]:
        """The articles whose threads have a size that is asked for, with that size."""
        found: dict[int, int] = {}
        for place, size in enumerate(THREADS, start=1):
            if sum(found.values()) + size <= self.comments:
                found[self.articles - place] = size
        return found


def _jitter(article: int) -> float:
    """A part of the time between two stories: they don't come by the clock."""
    return Random(f"time of {article}").random()  # noqa: S311 -- no secret
