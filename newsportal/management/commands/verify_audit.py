"""`manage.py verify_audit`: prove that the record of acts is what was recorded."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.progress import Progress
from newsportal.audit.chain import Head, Proof, prove
from newsportal.audit.models import AuditEntry

WRONG_INPUT = 2


def _head(text: str) -> Head:
    try:
        return Head.read(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _row(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no row; the first one is 1")
    return int(text)


class Command(BaseCommand):
    """Follow the chain of hashes from row to row."""

    help = (
        "Prove that no row of the record of acts was changed, taken out or moved. Exits with 0 when the "
        "chain is whole, with 1 when it is not, and with 2 for wrong options. Prints the head of the "
        "chain: keep it elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            type=_head,
            metavar="NUMBER:HASH",
            help="A head that was printed before: its row must be there, or rows were cut off.",
        )
        parser.add_argument(
            "--since",
            type=_row,
            default=1,
            metavar="NUMBER",
            help="Check from this row on, and take the earlier ones for granted.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        kept, since = options["head"], options["since"]
        if kept and 0 < kept.number < since:
            words = (
                f"Row {kept.number} of the head comes before row {since}: leave one of both out."
            )
            raise CommandError(words, returncode=WRONG_INPUT)
        rows = AuditEntry.objects.filter(number__gte=since).count()
        progress = Progress(rows, self.stderr if verbosity else None)
        proof = prove(since=since, kept=kept, done=progress.advance)
        progress.close()
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(proof)))
        if proof.fault:
            raise CommandError(
                f"{proof.fault.kind.capitalize()}: {proof.fault.words} "
                f"The {proof.checked} rows before it are whole.",
                returncode=1,
            )
        if not options["json"]:
            self.stdout.write(f"{proof.checked} rows checked: the chain is whole.")
            self.stdout.write(f"Head: {proof.head}")


def _as_data(proof: Proof) -> dict[str, object]:
    fault = proof.fault
    return {
        "is_whole": fault is None,
        "checked": proof.checked,
        "head": str(proof.head),
        "fault": {"row": fault.number, "kind": fault.kind, "words": fault.words} if fault else None,
    }
