"""Telling readers what happened to their comments, in the transaction of what happened.

A notice is for an account; somebody without one has the page of their own comment instead. It is read on
the site (`comments.views.notices`), and `comments.digests` sends it by email to those who want that.
"""

from datetime import datetime

from comments.models import Comment, Notice, Reader

LONGEST_WORDS = 300
# What is told once about a comment, however often it is taken back and done again.
ONCE = frozenset({Notice.Kind.REPLY, Notice.Kind.PICK})


def notify(
    reader: Reader | None, kind: str, comment: Comment, *, now: datetime, words: str = ""
) -> None:
    """Tell a reader of something about a comment; None is told nothing.

    `kind` is one of `Notice.Kind`. `words` are the newsroom's own, on one line, such as a reason; longer
    ones are cut. The same thing about the same state of the comment is told once.
    """
    if reader is not None:
        _tell(reader.pk, Notice.Kind(kind), comment, now=now, words=words)


def notify_of_reply(comment: Comment, *, now: datetime) -> None:
    """Tell the author of the comment that this one answers, once readers see it.

    To be called whenever a comment may have become visible: posted, approved, restored.
    """
    if comment.state != Comment.State.PUBLISHED or comment.parent is None:
        return
    author_id = comment.parent.reader_id
    if author_id is not None and author_id != comment.reader_id:
        _tell(author_id, Notice.Kind.REPLY, comment, now=now, words="")


def _tell(
    reader_id: int, kind: Notice.Kind, comment: Comment, *, now: datetime, words: str
) -> None:
    line = " ".join(words.split())
    notice = Notice(
        reader_id=reader_id,
        kind=kind,
        comment=comment,
        revision_number=0 if kind in ONCE else comment.revision_number,
        words=line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS - 1]}…",
        created_at=now,
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
