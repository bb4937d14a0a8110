"""`manage.py comment_stats`: what a newsroom asks about its comments, without anybody's name."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.management.sections import section_named
from articles.refusals import in_words
from comments.figures.findings import Span, figures_of
from comments.figures.telling import as_data, told
from comments.management.times import end_of, moment

BY_DEFAULT = timedelta(days=30)
WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Count comments and what became of them: by state and rule, decisions and how long they took, "
        "reports, appeals, writers, and the stories that are discussed most. Names nobody and changes "
        "nothing. Exits with 1 when there is nothing to count, and with 2 for wrong options."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="since",
            type=moment,
            metavar="TIME",
            help="a day or a time, such as 2025-11-22 (default: 30 days before the end)",
        )
        parser.add_argument(
            "--until",
            type=end_of,
            metavar="TIME",
            help="a day, to its end, or a time (default: now)",
        )
        parser.add_argument("--section", metavar="SLUG", help="of stories in this section now")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object; durations are in seconds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        until = options["until"] or now
        since = options["since"] or until - BY_DEFAULT
        if since >= until:
            message = "The span ends before it begins: give --from an earlier time than --until."
            raise CommandError(message, returncode=WRONG_INPUT)
        section = section_named(options["section"]) if options["section"] is not None else None
        span = Span(since, until, section)
        figures = figures_of(span, now=now)
        if options["json"]:
            self.stdout.write(json.dumps(as_data(figures, span), default=_seconds))
        if figures.is_empty:
            message = (
                f"Nothing was written, decided or reported from {in_words(since)} until "
                f"{in_words(until)}. Choose another span by --from and --until."
            )
            raise CommandError(message)
        if not options["json"]:
            for line in told(figures, span):
                self.stdout.write(line)


def _seconds(value: object) -> float:
    """What JSON has no word for is a duration."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{value!r} is no duration.")
