"""Erasing a reader: the account at once, and then whatever they wrote, thread by thread.

`begin` is one transaction: after it nobody can sign in, and nothing names the account any more but the
comments themselves. `go_on` takes these a thread at a time, each in a transaction with its counters and
events, and can be interrupted anywhere: what is left is what still belongs to the reader.

What stays: the events of moderation, which have no text; sanctions with their statements of reasons, of a
reader without name and account; and what others have quoted in comments of their own.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.deletion import ProtectedError
from django.tasks import task
from django.utils import timezone

from comments.counting import count_change
from comments.marks import author_key
from comments.models import Comment, Erasure, ModerationEvent, Reader
from comments.profile.traces import forget_reader, forget_words
from comments.threads import locked_thread
from newsportal.accounts.erasing import erase_login
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

NOBODY = "Former reader"
REASON = "Erased at its author's wish."
BATCH = 100  # comments of one transaction
AT_ONCE = 300  # comments that a reader waits for
# For how long a reader can look up how it went.
KEPT = timedelta(days=30)
Extent = Erasure.Extent


def extent_of(reader: Reader, extent: str, browsers: Iterable[str]) -> tuple[Q, list[str]]:
    """Which comments an erasure is about, and the keys of the browsers among their authors."""
    keys = []
    if extent == Extent.NICKNAMES:
        keys = sorted({author_key(browser=browser, reader=None) for browser in browsers} - {""})
    return Q(reader=reader.pk) | Q(reader__isnull=True, author_key__in=keys), keys


@transaction.atomic
def begin(
    reader: Reader, user: User, *, extent: str, browsers: Iterable[str] = (), now: datetime
) -> Erasure:
    """Erase the account, and have a task erase the rest; raises LoginIsStaff for colleagues.

    `browsers` are those as which the reader wrote under nicknames; only the last extent asks for them.
    """
    Reader.objects.select_for_update(no_key=True).get(pk=reader.pk)
    theirs, keys = extent_of(reader, extent, browsers)
    erasure = Erasure.objects.create(
        reader_key=reader.pk,
        extent=extent,
        author_keys=keys,
        total=Comment.objects.filter(theirs).count(),
        asked_at=now,
    )
    record(
        act=Act.READER_ERASED,
        about=reader,
        by=None,
        after={"extent": extent, "comments": erasure.total},
        words=f"Reader {reader.pk}",
    )
    forget_reader(reader)
    Reader.objects.filter(pk=reader.pk).update(display_name=NOBODY, name_key="")
    erase_login(user)
    finish_erasure.enqueue(str(erasure.pk))
    return erasure


def go_on(key: UUID, *, most: int, now: datetime) -> Erasure:
    """Erase up to about so many comments more; finished where none is left."""
    erasure = Erasure.objects.get(pk=key)
    stop = erasure.done + most
    while erasure.finished_at is None and erasure.done < stop:
        erasure = _step(key, now=now)
    return erasure


@task()
def finish_erasure(key: str) -> int:
    """Erase what is left of a reader; how many comments there were. Again, it does no harm."""
    return go_on(UUID(key), most=2**31, now=timezone.now()).done


@transaction.atomic
def _step(key: UUID, *, now: datetime) -> Erasure:
    """Some of the comments in one thread; or the end, where there are none."""
    # One at a time: whoever comes second goes on where the first has ended.
    erasure = Erasure.objects.select_for_update().get(pk=key)
    if erasure.finished_at is not None:
        return erasure
    theirs = _theirs(erasure)
    thread_id = theirs.order_by("-created_at", "-id").values_list("thread", flat=True).first()
    if thread_id is None:
        return _finish(erasure, now=now)
    locked_thread(thread_id)
    comments = list(theirs.filter(thread=thread_id).order_by("id")[:BATCH])
    for comment in comments:
        erase_comment(comment, with_text=erasure.extent != Extent.NAME, now=now)
    erasure.done += len(comments)
    # Somebody may still have written while the account was going.
    erasure.total = max(erasure.total, erasure.done)
    erasure.save(update_fields=["done", "total"])
    return erasure


def _theirs(erasure: Erasure) -> QuerySet[Comment]:
    """What is left to be erased: what is done belongs to nobody any more."""
    by_account = Q(reader=erasure.reader_key)
    if not erasure.author_keys:
        return Comment.objects.filter(by_account)
    return Comment.objects.filter(
        by_account | Q(reader__isnull=True, author_key__in=erasure.author_keys)
    )


def erase_comment(
    comment: Comment, *, with_text: bool, now: datetime, reason: str = REASON
) -> None:
    """Take the author off a comment, and its text with all that quotes it if that is wished.

    To be called with the thread locked.
    """
    before = comment.state
    comment.nickname = NOBODY
    comment.nickname_key = comment.nickname_look = ""
    comment.author_mark = comment.author_key = ""
    comment.is_namesake = False
    comment.reader = None
    comment.revision_number += 1
    if with_text and before != Comment.State.ERASED:
        comment.state = Comment.State.ERASED
        comment.text = comment.body_html = comment.state_reason = ""
        comment.picked_at = None
        forget_words(comment, now=now)
        ModerationEvent.objects.create(
            comment=comment,
            revision_number=comment.revision_number,
            from_state=before,
            to_state=comment.state,
            reason=reason,
            created_at=now,
        )
    comment.save()
    count_change(comment, before=before)


def _finish(erasure: Erasure, *, now: datetime) -> Erasure:
    """Nothing is left but what must stay: the row of a reader who was sanctioned, without a name."""
    reader = Reader.objects.filter(pk=erasure.reader_key).first()
    if reader is not None:
        try:
            with transaction.atomic():
                reader.delete()
        except ProtectedError:
            pass
    erasure.author_keys, erasure.finished_at = [], now
    erasure.save(update_fields=["author_keys", "finished_at"])
    return erasure


def ended_long_ago(now: datetime) -> QuerySet[Erasure]:
    """Erasures whose page nobody looks for any more."""
    return Erasure.objects.filter(finished_at__lt=now - KEPT)
