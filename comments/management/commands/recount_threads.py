"""Prove that the counters of all threads agree with their comments, and mend those that don't."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments.counting import Drift, find_drift, recount


class Command(BaseCommand):
    help = (
        "Compare every thread's counters with its comments and correct those that differ. They never "
        "should: a difference is a fault to report. With --dry-run nothing is changed, and the exit "
        "code is 1 if there was a difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only report.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        found = list(find_drift())
        for drift in found:
            self.stdout.write(_in_words(drift))
            if not dry_run:
                recount(drift.article_id)
        if not found:
            self.stdout.write(self.style.SUCCESS("All counters are right."))
        elif dry_run:
            raise CommandError(f"{_threads(len(found))} to correct; nothing was changed.")
        else:
            self.stdout.write(self.style.SUCCESS(f"{_threads(len(found))} corrected."))


def _threads(count: int) -> str:
    return "1 thread" if count == 1 else f"{count} threads"


def _in_words(drift: Drift) -> str:
    words = [f"Article {drift.article_id}: {drift.stored} stored, {drift.counted} counted"]
    if drift.stored_last != drift.counted_last:
        words.append(f"last comment {drift.stored_last} stored, {drift.counted_last} found")
    return "; ".join(words)
