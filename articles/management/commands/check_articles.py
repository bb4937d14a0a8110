import json
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.checklist import Checklist, Finding, check_all
from articles.management.progress import Progress
from articles.management.sections import section_named
from articles.models import Article

BATCH = 100
WRONG_INPUT = 2


class Command(BaseCommand):
    """The checklist before publishing, over what is in the archive already."""

    help = (
        "Check the saved text of articles as it is checked before publishing. Exits with 0 when no "
        "error was found, with 1 when one was, and with 2 when asked for what does not exist."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", type=int, metavar="NUMBER", help="Only this article.")
        parser.add_argument("--section", metavar="SLUG", help="Only the articles of this section.")
        parser.add_argument(
            "--errors-only", action="store_true", help="Leave out what may stay with a reason."
        )
        parser.add_argument(
            "--json", action="store_true", help="Print one JSON object a line for every finding."
        )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        keys = self._keys(options["article"], options["section"])
        progress = Progress(len(keys), self.stderr if verbosity else None)
        errors = warnings = 0
        for checklist in _checklists(keys):
            found = [*checklist.errors, *(() if options["errors_only"] else checklist.warnings)]
            self._print(checklist, found, as_json=options["json"])
            errors += len(checklist.errors)
            warnings += len(checklist.warnings)
            progress.advance()
        progress.close()
        summary = f"{len(keys)} articles checked: {errors} errors, {warnings} open warnings."
        if errors:
            raise CommandError(summary, returncode=1)
        if not options["json"]:
            self.stdout.write(summary)

    def _keys(self, article: int | None, section: str | None) -> list[int]:
        """The articles that are asked for, oldest first."""
        articles = Article.objects.order_by("pk")
        if article is not None:
            articles = articles.filter(pk=article)
        if section is not None:
            articles = articles.filter(section=section_named(section))
        keys = list(articles.values_list("pk", flat=True))
        if article is not None and not keys:
            where = f" in the section {section}" if section else ""
            raise CommandError(f"There is no article {article}{where}.", returncode=WRONG_INPUT)
        return keys

    def _print(self, checklist: Checklist, found: Iterable[Finding], *, as_json: bool) -> None:
        for finding in found:
            if as_json:
                self.stdout.write(
                    json.dumps(_as_data(checklist.article, finding), ensure_ascii=False)
                )
            else:
                self.stdout.write(
                    f"Article {checklist.article.pk} ({checklist.article}): {finding.severity}: "
                    f"{finding.where}: {finding.problem} {finding.remedy}"
                )


def _checklists(keys: list[int]) -> Iterator[Checklist]:
    """The checklists in the order of the keys, so many at a time that memory stays small."""
    now = timezone.now()
    for some in batched(keys, BATCH):
        yield from check_all(Article.objects.filter(pk__in=some).order_by("pk"), at=now)


def _as_data(article: Article, finding: Finding) -> dict[str, str | int]:
    return {
        "article": article.pk,
        "headline": article.headline,
        "severity": finding.severity,
        "check": finding.check,
        "field": finding.field,
        "where": finding.where,
        "words": finding.words,
        "problem": finding.problem,
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
    }
