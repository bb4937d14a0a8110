"""Sanctions: what an author may not do for a while, imposed and ended by moderators, checked in posting.

Whether one binds is a question of time and place that is asked when somebody writes; no job ends one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Section
from articles.refusals import in_words
from comments import marks
from comments.models import Comment, Reader, Sanction
from comments.models.notice import Notice
from comments.notifying import notify
from comments.refusals import (
    AuthorSanctioned,
    AuthorUnknown,
    EndMissing,
    ReasonMissing,
    SanctionOver,
)
from comments.statements import NO_GROUND, Ground, state_sanction
from newsportal.accounts.models import User
from newsportal.accounts.rights import require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

LONGEST_REASON = 300
Kind = Sanction.Kind

# The keys of the sanctions that bind an author on an article, as a column of posting's own query. Values:
# author_key, article_id and now.
BINDING = """
ARRAY(SELECT id FROM comments_sanction
      WHERE author_key = %(author_key)s AND author_key <> ''
        AND ended_at IS NULL AND acknowledged_at IS NULL
        AND starts_at <= %(now)s AND (until IS NULL OR until > %(now)s)
        AND (article_id IS NULL OR article_id = %(article_id)s)
        AND (section_id IS NULL
             OR section_id = (SELECT section_id FROM articles_article WHERE id = %(article_id)s)))
"""


@dataclass(frozen=True)
class Where:
    """The scope of a sanction: a section, an article, or the whole site."""

    section: Section | None = None
    article: Article | None = None


WHOLE_SITE = Where()


def sanctions_on(*, author_key: str, article_id: int, now: datetime) -> list[Sanction]:
    """What binds an author who is about to write on an article, the newest first."""
    binding = Sanction.objects.of_author(author_key).on_article(article_id).in_force(at=now)
    return list(binding.select_related("section", "article").newest_first())


def named(keys: Iterable[int]) -> list[Sanction]:
    """The sanctions that BINDING has found."""
    found = Sanction.objects.filter(pk__in=keys)
    return list(found.select_related("section", "article").newest_first())


def refuse_sanctioned(binding: Iterable[Sanction]) -> None:
    """Raise AuthorSanctioned for whoever is banned or muted, or has not read a warning."""
    for sanction in binding:
        if sanction.kind != Kind.PREMODERATE:
            raise AuthorSanctioned(words_of(sanction))


def words_of(sanction: Sanction) -> str:
    """What its author is told, as one sentence."""
    where = "" if sanction.where == "on the whole site" else f" {sanction.where}"
    until = f" until {in_words(sanction.until)}" if sanction.until else ""
    return {
        Kind.WARN: "A moderator has warned you. Read the warning, and you can go on writing.",
        Kind.MUTE: f"A moderator lets you write no comments{where}{until}.",
        Kind.PREMODERATE: f"A moderator reads what you write{where} before it is shown{until}.",
        Kind.BAN: f"The newsroom has ended your right to comment{where}{until}.",
    }[Kind(sanction.kind)]


@transaction.atomic
def impose(
    of: Comment | Reader,
    kind: str,
    *,
    by: User | None,
    reason: str,
    ground: Ground = NO_GROUND,
    where: Where = WHOLE_SITE,
    until: datetime | None = None,
    now: datetime | None = None,
) -> Sanction:
    """Sanction the author of a comment, or a reader with an account; it binds from now on.

    `by` is None only for commands. Raises RightMissing, ReasonMissing, EndMissing and AuthorUnknown.
    """
    now = now or timezone.now()
    comment, reader = (of, of.reader) if isinstance(of, Comment) else (None, of)
    sanction = Sanction(
        kind=kind,
        author_key=_key_of(comment, reader),
        reader=reader,
        comment=comment,
        section=where.section,
        article=where.article,
        reason=" ".join(reason.split()),
        starts_at=now,
        until=until,
        created_by=by,
    )
    if by is not None:
        require(by, "sanction.impose", sanction)
    _check(sanction)
    sanction.save(force_insert=True)
    state_sanction(sanction, ground=ground)
    if comment is not None:
        notify(reader, Notice.Kind.DECISION, comment, now=now, words=words_of(sanction))
    record(act=Act.SANCTION_IMPOSED, about=sanction, by=by, after=_facts(sanction))
    return sanction


def _key_of(comment: Comment | None, reader: Reader | None) -> str:
    return marks.author_key(browser="", reader=reader) if reader else str(comment.author_key)  # type: ignore[union-attr]


def _check(sanction: Sanction) -> None:
    if not sanction.author_key:
        raise AuthorUnknown
    if not sanction.reason or len(sanction.reason) > LONGEST_REASON:
        raise ReasonMissing
    ends = {Kind.WARN: False, Kind.MUTE: True}.get(Kind(sanction.kind), bool(sanction.until))
    if ends != bool(sanction.until) or (sanction.until and sanction.until <= sanction.starts_at):
        raise EndMissing


@transaction.atomic
def end(sanction: Sanction, *, by: User | None, now: datetime | None = None) -> Sanction:
    """End a sanction before its time. Raises RightMissing, and SanctionOver where it binds no more."""
    now = now or timezone.now()
    row = Sanction.objects.select_for_update(of=("self",)).get(pk=sanction.pk)
    if by is not None:
        require(by, "sanction.end", row)
    if not row.is_in_force(at=now):
        raise SanctionOver
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    record(act=Act.SANCTION_ENDED, about=row, by=by, after={"ended_at": now})
    return row


def acknowledge(sanction_id: int, *, author_key: str, now: datetime) -> bool:
    """Note that its author has read a warning; whether there was one of theirs to read."""
    own = Sanction.objects.of_author(author_key).filter(pk=sanction_id, kind=Kind.WARN)
    return bool(own.filter(acknowledged_at__isnull=True).update(acknowledged_at=now))


def _facts(sanction: Sanction) -> dict[str, object]:
    return {
        "kind": sanction.kind,
        "where": sanction.where,
        "until": sanction.until,
        "reason": sanction.reason,
        "comment": sanction.comment_id,
        "account": sanction.reader_id,
    }
