"""The rows of comments: how many each article has, and their conversations.

Half of the articles have none, and of the others a few have most. Two of five comments are replies, and
one in ten of a large thread answers its first conversation. Moderation events are left out: no public
page reads them.
"""

from array import array
from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.data.plan import Plan
from benchmarks.data.stories import edition_of_readers
from benchmarks.data.words import nicknames, sentences
from comments.nicknames import nickname_key

LASTS = timedelta(days=3)
# Threads of these sizes show every comment: others measure "an article with 7 comments".
EXACT = (7, 500)
NEAR = 50
# Of a thousand comments so many are in these states; all others are published.
STATES = {"held": 5, "hidden": 3, "removed": 10, "rejected": 4, "withdrawn": 5, "spam": 3}
WITHOUT_TIME = {"held", "rejected", "spam"}
COLUMNS = {
    "comments_thread": ("article_id", "mode", "visible_count", "last_comment_at", "version"),
    "comments_comment": (
        "id", "thread_id", "edition_id", "parent_id", "root_id", "nickname", "nickname_key",
        "author_mark", "is_namesake", "text", "body_html", "state", "state_reason", "revision_number",
        "created_at", "time_is_known", "published_at", "submission_id",
    ),
}  # fmt: skip

type Row = tuple[Any, ...]


def sizes(plan: Plan) -> array[int]:
    """How many comments each article has; article 1 comes first, and the sum is the plan's."""
    special = plan.special_threads()
    random = Random("threads")  # noqa: S311 -- no secret
    weights = array("d", (_weight(random) for _ in range(plan.articles)))
    for article in special:
        weights[article - 1] = 0.0
    reached = array("d", accumulate(weights))
    rest = plan.comments - sum(special.values())
    found, given = array("Q"), 0
    for article, weight in enumerate(reached, start=1):
        upto = round(rest * weight / reached[-1])
        found.append(special.get(article, upto - given))
        given = upto
    return found


def rows_of(plan: Plan, article: int, size: int, first_key: int) -> tuple[Row, list[Row]]:
    """The row of a thread and those of its comments, whose keys begin at `first_key`."""
    all_shown = plan.special_threads().get(article) in EXACT
    comments = list(_comments(plan, article, size, first_key, all_shown=all_shown))
    published = [row[14] for row in comments if row[11] == "published"]
    latest = published[-1] if published else None
    return (article, "post", len(published), latest, len(comments)), comments


def _weight(random: Random) -> float:
    return min(random.paretovariate(1.1), 1_000.0) if random.random() < 0.5 else 0.0


def _comments(
    plan: Plan, article: int, size: int, first_key: int, *, all_shown: bool
) -> Iterator[Row]:
    random = Random(f"thread {article}")  # noqa: S311 -- no secret
    step, at = LASTS / size, plan.published_at(article) + timedelta(hours=31)
    edition = edition_of_readers(article)
    marks: dict[str, str] = {}
    roots: list[int] = []
    for place in range(size):
        parent = _parent(random, place, size)
        root = None if parent is None else roots[parent]
        roots.append(place if root is None else root)
        name = random.choice(nicknames())
        mark = marks.setdefault(name, f"{random.getrandbits(128):032x}")
        state = "published" if all_shown else _state(random)
        text = random.choice(sentences())
        created_at = at + step * place
        yield (
            first_key + place, article, edition,
            None if parent is None else first_key + parent, None if root is None else first_key + root,
            name, KEYS[name], mark, False, text, f'<p dir="auto">{text}</p>', state,
            "It insults somebody." if state == "removed" else "", 1, created_at, True,
            None if state in WITHOUT_TIME else created_at, f"{random.getrandbits(128):032x}",
        )  # fmt: skip


def _parent(random: Random, place: int, size: int) -> int | None:
    """The place of the comment that one answers, often a late one; None for most."""
    if place == 0 or random.random() < 0.6:
        return None
    if size >= 500 and random.random() < 0.25:
        return 0
    return place - 1 - int(random.random() ** 2 * min(place, NEAR))


def _state(random: Random) -> str:
    chosen = random.random() * 1000
    for state, share in STATES.items():
        chosen -= share
        if chosen < 0:
            return state
    return "published"


KEYS = {name: nickname_key(name) for name in nicknames()}
