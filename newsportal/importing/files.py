"""One file: read, stored, published and given its comments, or refused as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles.importing.lines import UnreadableArticle
from articles.importing.plain_text import ParsedArticle, parse
from articles.importing.recognising import Key
from articles.importing.storing import Details, EditedSince, Outcome, Stored, store
from articles.models import Edition
from articles.names import NameFinder
from articles.publishing import PublishingRefused, publish, update
from articles.status import live_edition, scheduled_edition
from comments.importing import EntryRefused, ImportResult, import_comments
from newsportal.accounts.models import User


class FileRefused(Exception):
    """Nothing of the file was stored; the text names file, line where there is one, and remedy."""


@dataclass(frozen=True)
class Imported:
    """What a file said and what it led to."""

    path: Path
    parsed: ParsedArticle
    stored: Stored
    edition: Edition | None
    comments: ImportResult | None
    published_now: bool

    @property
    def changed_anything(self) -> bool:
        new_comments = self.comments is not None and self.comments.created != []
        return self.stored.outcome is not Outcome.UNCHANGED or self.published_now or new_comments


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The given files, and the `.txt` files of given folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.txt") if file.is_file())
        else:
            yield path


@transaction.atomic
def import_file(
    path: Path,
    *,
    details: Details,
    names: NameFinder[Key],
    by: User | None = None,
    publish_it: bool = False,
    published_at: datetime | None = None,
) -> Imported:
    """Import one file in one transaction; raises FileRefused, and then nothing of it is stored.

    The file is known by its name without ending: the same name again is the same article. Comments
    need something that readers can see, so they wait until the article is published.
    """
    try:
        raw = path.read_bytes()
        parsed = parse(raw)
        stored = store(parsed, key=path.stem, raw=raw, details=details, names=names, by=by)
        edition, published_now = _publish(stored, published_at, by) if publish_it else (None, False)
        edition = edition or live_edition(stored.article)
        comments = _comments(stored, edition, parsed)
    except UnreadableArticle as error:
        raise FileRefused(f"{path}:{error.line}: {error.reason} {error.remedy}") from error
    except (EditedSince, PublishingRefused) as error:
        raise FileRefused(f"{path}: {error}") from error
    except OSError as error:
        raise FileRefused(f"{path}: {error.strerror or error}. Check the path.") from error
    return Imported(path, parsed, stored, edition, comments, published_now)


def _publish(
    stored: Stored, published_at: datetime | None, by: User | None
) -> tuple[Edition | None, bool]:
    """Publish what was never published, update what changed, and leave the rest as it is."""
    article = stored.article
    if not article.editions.exists():
        return publish(article, by=by, at=published_at), True
    live = live_edition(article)
    if stored.outcome is Outcome.CHANGED and live is not None:
        return update(article, by=by), True
    return live or scheduled_edition(article), False


def _comments(
    stored: Stored, edition: Edition | None, parsed: ParsedArticle
) -> ImportResult | None:
    if edition is None or not parsed.comments:
        return None
    entries = [(comment.name, comment.text) for comment in parsed.comments]
    try:
        return import_comments(stored.article, edition, entries, timezone.now())
    except EntryRefused as error:
        line = parsed.comments[error.position - 1].line
        raise UnreadableArticle(line, str(error), "Correct the comment in the file.") from error
