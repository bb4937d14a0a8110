"""`manage.py load_demo`: the demo newspaper and its newsroom."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.management.progress import Progress
from articles.models import Article
from newsportal.demo.desk import lay_out_desk, read_drafts
from newsportal.demo.loading import Row, load_newspaper, read_manifest
from newsportal.demo.staff import make_staff, sign_in_file


class Command(BaseCommand):
    """Load what is missing; a second run changes nothing."""

    help = "Load the demo newspaper: articles, people, pictures and comments, and a login for each role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are articles already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Article.objects.exists():
            return
        with transaction.atomic():
            created = load_newspaper(read_manifest(), self._counting)
            make_staff()
            lay_out_desk(read_drafts())
        self.stdout.write(
            f"The demo newspaper is loaded: {created} new articles. "
            f"Email and password of a login for each role are in {sign_in_file()}."
        )

    def _counting(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Give the rows one by one and draw a bar on a terminal."""
        progress = Progress(len(rows), self.stderr)
        for row in rows:
            yield row
            progress.advance()
        progress.close()
