"""`manage.py import_comments`: comments from Disqus, WordPress, and other Newsportals."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from comments.exchange.entries import FileUnreadable, LeftOut, Remark
from comments.exchange.importing import Imported, Wishes, import_file
from comments.exchange.places import Atlas, read_map
from comments.exchange.staging import UnmatchedPlace

PROGRESS_EVERY = 5000  # comments
UNREADABLE = 2


class Command(BaseCommand):
    help = (
        "Import comments from an XML export of Disqus, a WXR export of WordPress, or the JSON Lines of "
        "export_comments. Running it again adds nothing twice. The exit code is 1 if something could "
        "not be stored, and 2 if the file can't be read; then nothing was stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="may be compressed with gzip")
        parser.add_argument(
            "--map",
            type=Path,
            metavar="CSV",
            help="lines of an old address and the story's address here, where they differ",
        )
        parser.add_argument(
            "--split-long",
            action="store_true",
            help="keep texts of more than 5,000 characters as several comments",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report everything, store nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        self.progressed = 0
        wishes = Wishes(
            now=timezone.now(), dry_run=options["dry_run"], split_long=options["split_long"]
        )
        try:
            imported = import_file(
                path,
                atlas=self._atlas(options["map"]),
                wishes=wishes,
                tell=lambda what: self._tell(path, what),
                progress=self._progress,
            )
        except FileUnreadable as error:
            raise CommandError(
                f"{path}:{error.line}: {error} Nothing was stored.", returncode=UNREADABLE
            ) from error
        except OSError as error:
            raise CommandError(
                f"{path}: {error.strerror or error}. Check the path.", returncode=UNREADABLE
            ) from error
        self._report(path, imported, dry_run=wishes.dry_run)

    def _atlas(self, path: Path | None) -> Atlas:
        if path is None:
            return Atlas()
        try:
            return Atlas(read_map(path))
        except FileUnreadable as error:
            message = f"{path}:{error.line}: {error}"
            raise CommandError(message, returncode=UNREADABLE) from error

    def _tell(self, path: Path, what: LeftOut | Remark) -> None:
        match what:
            case Remark(line, words):
                self.stdout.write(f"{path}:{line}: {words}")
            case LeftOut(line, reason, True):
                self.stdout.write(f"{path}:{line}: left out: {reason}")
            case LeftOut(line, reason):
                self.stderr.write(self.style.ERROR(f"{path}:{line}: refused: {reason}"))

    def _progress(self, done: int) -> None:
        if done - self.progressed >= PROGRESS_EVERY:
            self.progressed = done
            self.stdout.write(f"{done:,} comments done")

    def _report(self, path: Path, imported: Imported, *, dry_run: bool) -> None:
        for place in imported.unmatched:
            self.stderr.write(self.style.ERROR(f"{path}:{place.line}: {_without_article(place)}"))
        waiting = sum(place.comments for place in imported.unmatched)
        new = "would be new" if dry_run else "new"
        self.stdout.write(
            f"{imported.read:,} comments read: {imported.created:,} {new}, {imported.unchanged:,} "
            f"unchanged, {imported.changed:,} different and left alone, {imported.left_out:,} left "
            f"out, {imported.refused:,} refused, {waiting:,} without a story here"
        )
        if imported.settled:
            count = _counted(imported.settled, "discussion")
            verb = "would be" if dry_run else "now"
            self.stdout.write(f"{count} {verb} open or closed as the file has it")
        if dry_run:
            self.stdout.write("Dry run: nothing was stored.")
        if not imported.is_complete:
            raise CommandError("Not everything is stored; see the messages above.")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _without_article(place: UnmatchedPlace) -> str:
    count = _counted(place.comments, "comment")
    name = place.address or place.key
    return (
        f"{count} on “{name}”, which no story here matches. Add a line to a map and give it with "
        f"--map: {name},/the/address/here/ (or “{name},-” to leave them out)"
    )
