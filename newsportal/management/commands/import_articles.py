"""`manage.py import_articles`: articles with their comments from plain-text files."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.importing.recognising import Key, known_names
from articles.importing.storing import Details
from articles.models import Section
from articles.names import NameFinder
from newsportal.importing.files import FileRefused, files_in, import_file
from newsportal.importing.report import lines_about


def moment(text: str) -> datetime:
    """A date and time as ISO 8601 writes it; without an offset it is the newsroom's time."""
    try:
        parsed = parse_datetime(text)
    except ValueError:
        parsed = None
    if parsed is None:
        raise ArgumentTypeError(f"{text!r} is no date and time; write it as 2025-11-22T18:00+00:00")
    return timezone.make_aware(parsed) if timezone.is_naive(parsed) else parsed


class Command(BaseCommand):
    """Import files one by one; a refused file stores nothing and makes the exit code 1."""

    help = "Import articles with their comments from plain-text files or folders of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a .txt file or a folder"
        )
        parser.add_argument(
            "--section", required=True, help="the slug of the section, such as politics"
        )
        parser.add_argument("--publish", action="store_true", help="show the articles to readers")
        parser.add_argument(
            "--published-at",
            type=moment,
            metavar="TIME",
            help="since or from when, such as 2025-11-22T18:00+00:00 (default: now)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report everything, store nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["published_at"] and not options["publish"]:
            raise CommandError("--published-at says when to publish; give --publish too.")
        files = list(files_in(options["paths"]))
        if not files:
            raise CommandError("There is no .txt file in the given folders.")
        section = self._section(options["section"])
        details, names = Details(section=section), known_names()
        accepted = [self._import(file, details, names, options) for file in files]
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was stored.")
        if not all(accepted):
            raise CommandError(
                f"{accepted.count(False)} of {len(files)} files refused; see the messages above."
            )

    def _section(self, slug: str) -> Section:
        section = Section.objects.filter(slug=slug).first()
        if section is None:
            known = ", ".join(Section.objects.in_navigation_order().values_list("slug", flat=True))
            raise CommandError(
                f"There is no section {slug!r}. "
                + (f"There are: {known}. " if known else "There is none yet. ")
                + "Add it in the admin under Sections, then run this again."
            )
        return section

    def _import(
        self, file: Path, details: Details, names: NameFinder[Key], options: dict[str, Any]
    ) -> bool:
        """Import one file and report on it; whether it was accepted."""
        try:
            with transaction.atomic():
                imported = import_file(
                    file,
                    details=details,
                    names=names,
                    publish_it=options["publish"],
                    published_at=options["published_at"],
                )
                report = list(lines_about(imported))
                transaction.set_rollback(options["dry_run"])
        except FileRefused as refusal:
            self.stderr.write(self.style.ERROR(str(refusal)))
            return False
        self.stdout.write("\n".join(report))
        return True
