"""`manage.py purge_comments`: forget what is personal about comments once its time is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from comments.retention import RETENTION, purge


class Command(BaseCommand):
    help = (
        "Erase and forget what is personal about comments and has been kept for its time, as the "
        "site does by itself every day. It can be interrupted, and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count what is over.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        total = 0
        for kept in RETENTION:
            over = kept.count(now) if dry_run else purge(kept, now=now)
            total += over
            days = "1 day" if kept.time.days == 1 else f"{kept.time.days} days"
            self.stdout.write(f"{over:>9,}  {kept.name} (kept for {days})")
        if dry_run:
            self.stdout.write(f"{total:,} to forget; nothing was changed.")
        else:
            self.stdout.write(self.style.SUCCESS(f"{total:,} forgotten."))
