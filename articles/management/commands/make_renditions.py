from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.progress import Progress
from articles.models import Image
from articles.pictures import PictureRefused, make_renditions, missing


class Command(BaseCommand):
    """Complete the picture library, after a restored backup or a change of the sizes."""

    help = (
        "Make the renditions that pictures of the library lack. "
        "Exits with 0 when every picture is complete and with 1 when one could not be made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="List what is missing and make nothing."
        )

    def handle(self, *args: Any, dry_run: bool, verbosity: int, **options: Any) -> None:
        images = Image.objects.order_by("id").prefetch_related("renditions")
        incomplete = [image for image in images.iterator(chunk_size=500) if missing(image)]
        if dry_run:
            self._list(incomplete)
            return
        made, refused = 0, []
        progress = Progress(len(incomplete), self.stderr if verbosity else None)
        for image in incomplete:
            try:
                made += len(make_renditions(image))
            except PictureRefused as refusal:
                refused.append(f"Picture {image.pk} ({image}): {refusal}")
            progress.advance()
        progress.close()
        self.stdout.write(f"{made} renditions made for {len(incomplete) - len(refused)} pictures.")
        if refused:
            raise CommandError("\n".join(refused))

    def _list(self, incomplete: list[Image]) -> None:
        for image in incomplete:
            sizes = ", ".join(f"{size.format} {size.width}" for size in missing(image))
            self.stdout.write(f"Picture {image.pk} ({image}): {sizes}")
        self.stdout.write(f"{len(incomplete)} pictures lack renditions; nothing was made.")
