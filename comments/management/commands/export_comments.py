"""`manage.py export_comments`: comments as JSON Lines, for another Newsportal or for keeping."""

import gzip
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from articles.management.sections import section_named
from comments.exchange.exporting import lines
from comments.exchange.places import article_named
from comments.management.times import moment
from comments.models import Comment

WRONG_INPUT = 2


class Command(BaseCommand):
    help = (
        "Write comments as JSON Lines that import_comments reads: all states with the history of "
        "decisions, without accounts, addresses, votes and reports."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", help="compressed if it ends in .gz (default: the screen)"
        )
        parser.add_argument("--article", metavar="ADDRESS", help="of one story, or its number")
        parser.add_argument("--section", metavar="SLUG", help="of one section, such as politics")
        parser.add_argument(
            "--since", type=moment, metavar="TIME", help="written since then, such as 2025-11-22"
        )
        parser.add_argument(
            "--with-author-keys",
            action="store_true",
            help="with the keyed hashes that tell authors apart; for the same site only",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        written = lines(self._wanted(options), with_author_keys=options["with_author_keys"])
        if path is None:
            for line in written:
                self.stdout.write(line)
            return
        try:
            with _opened(path) as file:
                count = sum(1 for line in written if file.write(f"{line}\n")) - 1
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}. Check the path.") from error
        self.stdout.write(f"{count:,} comments written to {path}")

    def _wanted(self, options: dict[str, Any]) -> QuerySet[Comment]:
        comments: QuerySet[Comment] = Comment.objects.all()
        if options["article"]:
            article = article_named(options["article"])
            if article is None:
                message = f"No story that was published here is at {options['article']!r}."
                raise CommandError(message, returncode=WRONG_INPUT)
            comments = comments.filter(thread=article)
        if options["section"]:
            section = section_named(options["section"])
            comments = comments.filter(thread__article__section=section)
        if options["since"]:
            comments = comments.filter(created_at__gte=options["since"])
        return comments


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    if path.suffix == ".gz":
        with gzip.open(path, "wt", encoding="utf-8") as file:
            yield file
    else:
        with path.open("w", encoding="utf-8") as file:
            yield file
