"""An import of one file: read whole, matched with articles, and stored batch by batch.

Running it again adds nothing twice, so an import that was interrupted is finished by running it again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import batched
from pathlib import Path

from comments.exchange import staging
from comments.exchange.cleaning import cleaned
from comments.exchange.discussions import settle
from comments.exchange.entries import Entry, Item, LeftOut, Place, Remark
from comments.exchange.files import items_of
from comments.exchange.places import Atlas, LeftOutByMap
from comments.exchange.staging import Staged
from comments.exchange.storing import store
from comments.models import Comment

type Tell = Callable[[LeftOut | Remark], None]


@dataclass
class Imported:
    """What an import did, in numbers of comments; `unmatched` are conversations without an article.

    `settled` counts conversations that are open or closed now as their file has it.
    """

    read: int = 0
    created: int = 0
    unchanged: int = 0
    changed: int = 0
    refused: int = 0
    left_out: int = 0
    settled: int = 0
    unmatched: list[staging.UnmatchedPlace] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything that the newsroom wants of the file is stored."""
        return not self.refused and not self.unmatched


@dataclass(frozen=True)
class Wishes:
    """How to import: only to tell what would happen, and whether to split what is too long."""

    now: datetime
    dry_run: bool = False
    split_long: bool = False


def import_file(
    path: Path,
    *,
    atlas: Atlas,
    wishes: Wishes,
    tell: Tell,
    progress: Callable[[int], None] = lambda done: None,
) -> Imported:
    """Import a file.

    `tell` hears of all that is not stored as it stands there, `progress` how many comments are done.
    Raises FileUnreadable and OSError; nothing was stored then.
    """
    result = Imported()
    staging.make_tables()
    for items in batched(_read(path, wishes, result, tell), staging.BATCH):
        _stage(items, result, tell)
    staging.match(_matched(atlas))
    staging.arrange()
    result.left_out += staging.left_out_count()
    result.unmatched = staging.unmatched()
    for article in staging.articles():
        _settle(article, wishes, result, tell)
        for rows in staging.batches(article):
            _store(article, rows, wishes, result, tell)
            progress(result.created + result.unchanged + result.changed)
    return result


def _read(path: Path, wishes: Wishes, result: Imported, tell: Tell) -> Iterator[Place | Entry]:
    """What can be noted of the file's items; the others are counted and told."""
    for item in items_of(path):
        if not isinstance(item, Place):
            result.read += 1
        for one in _prepared(item, wishes):
            match one:
                case LeftOut():
                    result.left_out += one.by_rule
                    result.refused += not one.by_rule
                    tell(one)
                case Remark():
                    tell(one)
                case _:
                    yield one


def _prepared(item: Item, wishes: Wishes) -> Iterable[Item]:
    if not isinstance(item, Entry):
        return [item]
    if item.created_at is not None and item.created_at > wishes.now:
        when = item.created_at.isoformat()
        words = f"comment {item.key}: its time, {when}, is still to come. Correct it in the file."
        return [LeftOut(item.line, words)]
    if item.state == Comment.State.ERASED:
        return [replace(item, text="")]
    return cleaned(item, split_long=wishes.split_long)


def _stage(items: Iterable[Place | Entry], result: Imported, tell: Tell) -> None:
    items = list(items)
    staging.stage_places([item for item in items if isinstance(item, Place)])
    for entry in staging.stage_comments([item for item in items if isinstance(item, Entry)]):
        result.refused += 1
        words = f"comment {entry.key}: the file has another with this id. The first is taken."
        tell(LeftOut(entry.line, words))


def _matched(atlas: Atlas) -> Iterator[tuple[str, int | None]]:
    for place in staging.places():
        try:
            article = atlas.find(place)
        except LeftOutByMap:
            yield place.key, None
            continue
        if article is not None:
            yield place.key, article


def _settle(article: int, wishes: Wishes, result: Imported, tell: Tell) -> None:
    found = staging.settings(article)
    if found is None:
        return
    line, settings = found
    settled = settle(article, settings, dry_run=wishes.dry_run)
    result.settled += settled.is_taken_over
    for name, value in settled.stays.items():
        there = "empty" if value is None else f"“{value}”"
        words = f"the field “{name}” of this discussion is {there} here, and stays as it is."
        tell(Remark(line, words))


def _store(article: int, rows: list[Staged], wishes: Wishes, result: Imported, tell: Tell) -> None:
    stored = store(article, rows, now=wishes.now, dry_run=wishes.dry_run)
    result.created += stored.created
    result.unchanged += stored.unchanged
    result.changed += len(stored.changed)
    for row in stored.changed:
        words = f"comment {row.key}: it differs from what is stored, which stays as it is."
        tell(Remark(row.line, words))
    for row in stored.without_parent:
        words = (
            f"comment {row.key}: it answers {row.parent}, which is not there, and starts a "
            "conversation of its own."
        )
        tell(Remark(row.line, words))
