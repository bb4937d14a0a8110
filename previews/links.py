"""Links to drafts: made for somebody, bound to one revision, ended by time or by the newsroom.

An address holds a random key of 128 bits and its signature. The database keeps the key alone, so whoever
reads the database, or a copy of it, can open nothing without the site's secret; and an address that
the site signed is known as such after its row is gone.
"""

import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone

from articles.models import Revision
from articles.structured_data import absolute
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record
from previews.models import PreviewLink, Remark
from previews.refusals import LinkEnded, LinkUnknown

# No character of a key or a signature, and none that an address would have to encode.
_SIGNER = Signer(salt="previews.links", sep=".", algorithm="sha256")
KEY_BYTES = 16
# How long a link that has ended is kept, for whoever asks what was shown to whom.
KEPT = timedelta(days=90)


@transaction.atomic
def make_link(
    revision: Revision, *, by: User, note: str, lasts: timedelta, now: datetime | None = None
) -> PreviewLink:
    """A link to the revision for somebody whom `note` names; it ends after `lasts`, at most 30 days."""
    now = now or timezone.now()
    link = PreviewLink.objects.create(
        revision=revision,
        key=secrets.token_urlsafe(KEY_BYTES),
        note=note,
        created_at=now,
        created_by=by,
        expires_at=now + lasts,
    )
    after = {
        "article": revision.article_id,
        "version": revision.number,
        "for": note,
        "expires_at": link.expires_at,
    }
    record(act=Act.PREVIEW_LINK_MADE, about=link, by=by, after=after)
    return link


@transaction.atomic
def revoke_link(link: PreviewLink, *, by: User, now: datetime | None = None) -> bool:
    """End a link at once; false for one that has ended already, which stays as it is."""
    now = now or timezone.now()
    stored = PreviewLink.objects.select_for_update(of=("self",)).select_related("revision")
    found = stored.get(pk=link.pk)
    if not found.is_open(at=now):
        return False
    found.revoked_at, found.revoked_by = now, by
    found.save(update_fields=["revoked_at", "revoked_by"])
    record(
        act=Act.PREVIEW_LINK_REVOKED,
        about=found,
        by=by,
        before={"expires_at": found.expires_at},
        after={"article": found.revision.article_id, "revoked_at": now},
    )
    return True


def address_of(link: PreviewLink) -> str:
    """What to send to the person: the same as often as it is asked for."""
    return absolute(reverse("preview", args=[_SIGNER.sign(link.key)]))


def find_link(token: str, *, at: datetime) -> PreviewLink:
    """The link of an address; raises LinkUnknown and LinkEnded.

    The signature is compared in constant time, before anything is looked up.
    """
    try:
        key = _SIGNER.unsign(token)
    except BadSignature as error:
        raise LinkUnknown from error
    link = PreviewLink.objects.select_related("revision").filter(key=key).first()
    if link is None or not link.is_open(at=at):
        raise LinkEnded
    return link


def count_opening(link: PreviewLink, *, at: datetime) -> None:
    """Note that somebody has opened it."""
    PreviewLink.objects.filter(pk=link.pk).update(
        opened_count=F("opened_count") + 1, last_opened_at=at
    )


def sweep(*, now: datetime, limit: int) -> int:
    """Remove so many links at most that ended long ago, with their remarks; how many there were.

    One with a remark that nobody has dealt with stays.
    """
    waiting = Remark.objects.filter(link=OuterRef("pk"), done_at__isnull=True)
    ended = PreviewLink.objects.filter(~Exists(waiting), expires_at__lt=now - KEPT)
    keys = list(ended.order_by("expires_at", "pk").values_list("pk", flat=True)[:limit])
    PreviewLink.objects.filter(pk__in=keys).delete()
    return len(keys)
