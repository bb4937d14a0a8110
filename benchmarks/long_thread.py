"""`python -m benchmarks.long_thread`: what each page of a thread of 50,000 comments costs.

The story is made the first time, in a data folder of its own. Its pages are answered in the process, from
the first to the deepest, in every order; the database itself says how long each query of comments took,
planned and warm. The command fails where a page has more than 4 of them, where the 95th percentile of
their time is above 5 ms, or where a page of the thread has more than 60 kB.
"""

import argparse
import os
import sys
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.folders import folder
from benchmarks.report import Report, Table

if TYPE_CHECKING:
    from benchmarks.threads.asking import Asked

COMMENTS = 50_000
PLACES = 60
MOST_QUERIES = 4
MOST_MILLISECONDS = 5.0
MOST_BYTES = 60_000
# After so many uses PostgreSQL has decided how it plans a statement.
WARMING = 6


def main() -> None:
    """Read the command line, make the thread, ask, publish, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.long_thread", description=__doc__)
    parser.add_argument("--data", type=folder, default=Path("var/benchmark-thread"))
    parser.add_argument("--comments", type=int, default=COMMENTS)
    parser.add_argument("--places", type=int, default=PLACES, help="of each kind of page")
    parser.add_argument("--output", type=folder, help="a folder for the table")
    asked = parser.parse_args()
    os.environ["NEWSPORTAL_DATA"] = str(asked.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    answers = measure(_thread(asked.comments), places=asked.places)
    command = " ".join(["python -m benchmarks.long_thread", *sys.argv[1:]])
    title = f"A thread of {asked.comments:,} comments"
    Report("long-thread", command, [table(title, answers)]).publish(asked.output)
    if found := faults(answers):
        sys.exit("\n".join(found))


def _thread(comments: int) -> int:
    """The story with so many comments, which is made where it is not there yet."""
    from django.db import connection
    from django.utils import timezone

    from benchmarks.threads.filling import fill
    from comments.models import Comment, Thread

    for thread in Thread.objects.order_by("-pk"):
        if Comment.objects.filter(thread=thread).count() == comments:
            return int(thread.pk)
    article = fill(comments, at=timezone.now() - timedelta(seconds=comments + 1))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE comments_comment, comments_thread")
    return article


def measure(article_id: int, *, places: int) -> dict[str, list["Asked"]]:
    """Every page by its kind, asked when its statements are planned and its rows are in memory."""
    from benchmarks.threads.asking import Watch, paths

    watch, found = Watch(), paths(article_id, places=places)
    for pages in found.values():
        for path in (pages * WARMING)[:WARMING]:
            watch.ask(path)
    return {kind: [watch.ask(path) for path in pages] for kind, pages in found.items()}


def table(title: str, answers: dict[str, list["Asked"]]) -> Table:
    """A row for each kind of page; times are of the queries of comments together."""
    made = Table(
        title,
        ("page", "pages", "queries, most", "ms, median", "ms, p95", "comments, kB", "page, kB"),
    )
    for kind, pages in answers.items():
        made.rows.append(
            [
                kind,
                len(pages),
                max(len(one.queries) for one in pages),
                float(median(one.milliseconds for one in pages)),
                percentile(pages),
                max(one.thread_length for one in pages) / 1000,
                max(one.length for one in pages) / 1000,
            ]
        )
    return made


def percentile(pages: list["Asked"]) -> float:
    """The 95th percentile of the milliseconds."""
    times = [one.milliseconds for one in pages]
    return float(quantiles(times, n=20)[-1]) if len(times) > 1 else float(times[0])


def faults(answers: dict[str, list["Asked"]]) -> list[str]:
    """What is beyond the bounds."""
    found = []
    for kind, pages in answers.items():
        if (queries := max(len(one.queries) for one in pages)) > MOST_QUERIES:
            found.append(f"{kind}: {queries} queries of comments, at most {MOST_QUERIES}")
        if (time := percentile(pages)) > MOST_MILLISECONDS:
            found.append(f"{kind}: {time:.1f} ms of the database, at most {MOST_MILLISECONDS}")
        if (
            size := max((one.length for one in pages if one.thread_length), default=0)
        ) > MOST_BYTES:
            found.append(f"{kind}: {size:,} bytes, at most {MOST_BYTES:,}")
    return found


if __name__ == "__main__":
    main()
