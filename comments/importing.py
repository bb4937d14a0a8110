"""Comments that were written elsewhere, brought in with their article.

Each is known by its position in the file. Their times are unknown: they are shown in the order of the
file, with the time of the article's publication and without a claim about it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from articles.models import Article, Edition
from comments.counting import count_new
from comments.models import Comment, ModerationEvent, Thread
from comments.nicknames import clean_nickname, nickname_key, nickname_look
from comments.rendering import render_text
from comments.text import TextRefused, clean_text
from comments.threads import locked_thread

# Who is recorded to have published them: nobody, by this reason.
REASON = "Imported with the article."


class EntryRefused(TextRefused):
    """One of the comments can't be stored; `position` counts from 1."""

    def __init__(self, position: int, reason: str) -> None:
        self.position = position
        super().__init__(f"Comment {position}: {reason}")


@dataclass
class ImportResult:
    """What an import found, as positions in the file from 1.

    `changed` differ from what is stored, which stays as it is: a reader's words are not rewritten.
    `missing` are stored and no longer in the file; they stay, too.
    """

    created: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)


@transaction.atomic
def import_comments(
    article: Article, edition: Edition, entries: Sequence[tuple[str, str]], now: datetime
) -> ImportResult:
    """Store the names and texts that are not stored yet, all or none of them; running it again adds none.

    Raises EntryRefused for a name or a text that posting would refuse.
    """
    cleaned = [_cleaned(position, *entry) for position, entry in enumerate(entries, start=1)]
    if not cleaned and not Thread.objects.filter(pk=article.pk).exists():
        return ImportResult()
    thread = locked_thread(article.pk)
    imported = thread.comments.filter(import_position__isnull=False)
    stored = {comment.import_position or 0: comment for comment in imported}
    result = ImportResult(missing=sorted(set(stored) - set(range(1, len(cleaned) + 1))))
    new = []
    for position, (nickname, text) in enumerate(cleaned, start=1):
        if position not in stored:
            result.created.append(position)
            new.append(_comment(edition, position, nickname, text))
        elif (stored[position].nickname, stored[position].text) == (nickname, text):
            result.unchanged.append(position)
        else:
            result.changed.append(position)
    _store(thread, new, now)
    return result


def _cleaned(position: int, nickname: str, text: str) -> tuple[str, str]:
    try:
        return clean_nickname(nickname), clean_text(text)
    except TextRefused as refusal:
        raise EntryRefused(position, str(refusal)) from refusal


def _comment(edition: Edition, position: int, nickname: str, text: str) -> Comment:
    return Comment(
        thread_id=edition.article_id,
        edition=edition,
        nickname=nickname,
        nickname_key=nickname_key(nickname),
        nickname_look=nickname_look(nickname),
        text=text,
        body_html=render_text(text),
        state=Comment.State.PUBLISHED,
        created_at=edition.published_at,
        published_at=edition.published_at,
        time_is_known=False,
        import_position=position,
    )


def _store(thread: Thread, comments: list[Comment], now: datetime) -> None:
    if not comments:
        return
    Comment.objects.bulk_create(comments)
    ModerationEvent.objects.bulk_create(
        ModerationEvent(
            comment=comment,
            revision_number=comment.revision_number,
            to_state=comment.state,
            reason=REASON,
            created_at=now,
        )
        for comment in comments
    )
    count_new(thread.pk, comments)
