"""A batch of entries from elsewhere, stored in one transaction with origin, history and counters."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from articles.models import Edition
from comments.counting import count_new
from comments.exchange.staging import Staged
from comments.models import Comment, CommentOrigin, ModerationEvent
from comments.nicknames import nickname_key, nickname_look
from comments.rendering import render_text
from comments.threads import locked_thread
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

OWN = "newsportal"
NEVER = datetime.min.replace(tzinfo=UTC)
DELETED_ELSEWHERE = "Deleted before the conversation was moved here."
_TIMED = frozenset({Comment.State.PUBLISHED, Comment.State.HIDDEN, Comment.State.REMOVED})


@dataclass
class Stored:
    """What became of a batch: how many are new or known, which differ, and whose parent is not there."""

    created: int = 0
    unchanged: int = 0
    changed: list[Staged] = field(default_factory=list)
    without_parent: list[Staged] = field(default_factory=list)


@dataclass(frozen=True)
class Editions:
    """The editions of an article in the order of time."""

    starts: Sequence[datetime]
    keys: Sequence[int]
    numbers: Sequence[int]
    published_at: datetime

    @classmethod
    def of(cls, article: int) -> "Editions":
        rows = Edition.objects.filter(article=article).order_by("starts_at", "pk")
        found = list(rows.values_list("starts_at", "pk", "number", "published_at"))
        starts, keys, numbers, published = zip(*found, strict=True)
        return cls(starts, keys, numbers, published[0])

    def answered(self, row: Staged) -> int:
        """The edition that the writer had before them: the one named, else by the time of writing."""
        named = row.facts.get("edition")
        if named in self.numbers:
            return self.keys[self.numbers.index(named)]
        written = row.created_at or self.published_at
        return self.keys[max(0, bisect_right(self.starts, written) - 1)]


@transaction.atomic
def store(article: int, rows: Sequence[Staged], *, now: datetime, dry_run: bool) -> Stored:
    """Store those of an article's entries that are not stored yet; all are of one level.

    What is there already stays as it is: moderators may have decided about it since.
    """
    thread = locked_thread(article) if not dry_run else None
    known = _known(article, rows)
    stored, new = Stored(), []
    editions = Editions.of(article)
    for row in rows:
        found = known.get(row.key)
        if found is None:
            parent = known.get(row.parent)
            if parent is not None and parent.thread_id != article:
                parent = None
            if row.parent and row.level == 0 and parent is None:
                stored.without_parent.append(row)
            new.append((row, _comment(article, row, parent, editions)))
        elif _says(found) == (article, row.nickname, row.text):
            stored.unchanged += 1
        else:
            stored.changed.append(row)
    stored.created = len(new)
    if new and thread is not None:
        _write(new, now)
        count_new(article, [comment for _, comment in new])
        record(
            act=Act.THREAD_COMMENTS_IMPORTED, about=thread, by=None, after={"comments": len(new)}
        )
    return stored


def _known(article: int, rows: Sequence[Staged]) -> dict[str, Comment]:
    """The stored comments that the rows are, or answer, by the keys of the file."""
    keys = {row.key for row in rows} | {row.parent for row in rows if row.parent}
    own = {key.rpartition(" ")[2] for key in keys}
    origins = CommentOrigin.objects.filter(key__in=own).select_related("comment__root")
    known = {f"{origin.source} {origin.key}": origin.comment for origin in origins}
    written_here = Comment.objects.select_related("root").filter(submission_id__in=_ids(keys))
    known |= {f"{OWN} {comment.submission_id}": comment for comment in written_here}
    for row in rows:
        if row.key not in known and row.key.startswith(f"{OWN} "):
            known |= _known_without_key(article, [one for one in rows if one.key not in known])
            break
    return known


def _ids(keys: Iterable[str]) -> list[UUID]:
    """The keys that could be ids under which comments were sent to us."""
    found = []
    for source, _, own in (key.rpartition(" ") for key in keys):
        if source == OWN:
            with suppress(ValueError):
                found.append(UUID(own))
    return found


def _known_without_key(article: int, rows: Sequence[Staged]) -> dict[str, Comment]:
    """Comments that came with their article have no key: same words, name and time are the same one."""
    came = Comment.objects.select_related("root").filter(
        thread=article,
        nickname_key__in={nickname_key(row.nickname) for row in rows},
        import_position__isnull=False,
        origin__isnull=True,
    )
    there = {(one.nickname, one.text, one.created_at): one for one in came}
    said = {row.key: (row.nickname, row.text, row.created_at or NEVER) for row in rows}
    return {key: there[words] for key, words in said.items() if words in there}


def _says(comment: Comment) -> tuple[int, str, str]:
    return comment.thread_id, comment.nickname, comment.text


def _comment(article: int, row: Staged, parent: Comment | None, editions: Editions) -> Comment:
    facts = row.facts
    created_at = row.created_at or editions.published_at
    published_at = _moment(facts, "published_at")
    if published_at is None and row.state in _TIMED:
        published_at = created_at
    removed = row.state == Comment.State.REMOVED
    return Comment(
        thread_id=article,
        edition_id=editions.answered(row),
        parent=parent,
        root=(parent.root or parent) if parent else None,
        nickname=row.nickname,
        nickname_key=nickname_key(row.nickname),
        nickname_look=nickname_look(row.nickname),
        author_mark=facts.get("author_mark", ""),
        author_key=facts.get("author_key", ""),
        is_namesake=facts.get("is_namesake", False),
        text=row.text,
        body_html=render_text(row.text) if row.text else "",
        state=row.state,
        state_reason=facts.get("reason", DELETED_ELSEWHERE if removed else ""),
        revision_number=facts.get("revision", 1),
        created_at=created_at,
        time_is_known=facts.get("time_is_known", row.created_at is not None),
        published_at=published_at,
        edited_at=_moment(facts, "edited_at"),
        picked_at=_moment(facts, "picked_at"),
    )


def _write(new: list[tuple[Staged, Comment]], now: datetime) -> None:
    Comment.objects.bulk_create(comment for _, comment in new)
    origins, events = [], []
    for row, comment in new:
        source, _, own = row.key.rpartition(" ")
        origins.append(CommentOrigin(comment=comment, source=source, key=own))
        events.extend(_history(row, comment, now))
    CommentOrigin.objects.bulk_create(origins)
    ModerationEvent.objects.bulk_create(events)


def _history(row: Staged, comment: Comment, now: datetime) -> list[ModerationEvent]:
    """The decisions that came with the comment, else the one that it came as it is."""
    if "events" not in row.facts:
        source = row.key.rpartition(" ")[0]
        return [
            ModerationEvent(
                comment=comment,
                revision_number=comment.revision_number,
                to_state=comment.state,
                reason=f"Imported from {source}.",
                created_at=now,
            )
        ]
    return [
        ModerationEvent(
            comment=comment,
            revision_number=event["revision"],
            from_state=event["from"],
            to_state=event["to"],
            reason=event["reason"],
            created_at=event["at"],
        )
        for event in row.facts["events"]
    ]


def _moment(facts: dict[str, object], name: str) -> datetime | None:
    written = facts.get(name)
    return datetime.fromisoformat(str(written)) if written else None
