"""Putting the note of a correction into other words, in the open."""

from django.db import transaction

from articles.composing import composed_again
from articles.models import Article, Edition
from articles.models.edition import TOLD
from articles.planning import end_at, live_until, lock
from articles.recorded import recorded
from articles.refusals import NotCorrected, NothingChanged, ReasonMissing
from newsportal.accounts.models import User
from newsportal.audit.acts import Act


@transaction.atomic
def reword(
    article: Article, *, by: User | None, correction: int, note: str, is_grave: bool = False
) -> Edition:
    """Put the note of the correction with that number into other words, as an edition of its own.

    The text stays that of the live edition, whatever has been saved since. Readers see the new words in
    the place of the old ones, and that they are new; the old ones stay in the record. Raises
    NotCorrected, NothingChanged, ReasonMissing, NotPublished, and ChangeIsScheduled where an edition is
    planned: its text was made before these words.
    """
    now = lock(article)
    if not note.strip():
        raise ReasonMissing("what was wrong and what is right")
    live, _ = live_until(article, now=now, starts_at=now, replacing=None, by=by)
    told = article.editions.filter(kind__in=TOLD, starts_at__lte=now)
    first = told.filter(number=correction, rewords=None).first()
    if first is None:
        raise NotCorrected
    newest = told.filter(rewords=correction).order_by("-number").first() or first
    if (newest.note, newest.is_grave) == (note.strip(), is_grave):
        raise NothingChanged
    end_at(live, at=now)
    # With the end of a withdrawal that is planned.
    composed = composed_again(live, starts_at=now, by=by)
    said = {"kind": first.kind, "note": note.strip(), "is_grave": is_grave, "rewords": correction}
    for name, value in (said | {"number": live.number + 1, "updated_at": now}).items():
        setattr(composed.edition, name, value)
    return recorded(Act.ARTICLE_REWORDED, composed.store(), before=newest, by=by)
