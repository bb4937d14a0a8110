"""What people with a link write to the newsroom, and what becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from comments import allowances
from comments.refusals import SubmissionReused
from newsportal.accounts.models import User
from previews.models import PreviewLink, Remark
from previews.refusals import LinkEnded


@transaction.atomic
def leave_remark(
    link: PreviewLink,
    *,
    name: str,
    text: str,
    quote: str,
    submission_id: UUID,
    address_key: str,
    now: datetime | None = None,
) -> Remark:
    """Store a remark while its link is open. The same submission again is answered with the stored one.

    The texts are clean already. `address_key` is the bucket of `comments.allowances`. Raises LinkEnded,
    TooManyComments, and SubmissionReused for other words under a known submission id.
    """
    now = now or timezone.now()
    # Two that send at one moment come one after the other, and none after the link was revoked.
    locked = PreviewLink.objects.select_for_update().filter(pk=link.pk).first()
    if locked is None or not locked.is_open(at=now):
        raise LinkEnded
    known = Remark.objects.filter(submission_id=submission_id).first()
    if known is not None:
        if (known.link_id, known.name, known.quote, known.text) != (link.pk, name, quote, text):
            raise SubmissionReused
        return known
    allowances.take(address_key, now=now)
    return Remark.objects.create(
        link=locked,
        name=name,
        text=text,
        quote=quote,
        submission_id=submission_id,
        created_at=now,
    )


def mark_done(remark: Remark, *, by: User, now: datetime | None = None) -> bool:
    """Say that what a remark asks for is done; false where somebody has said so before."""
    waiting = Remark.objects.filter(pk=remark.pk, done_at__isnull=True)
    return bool(waiting.update(done_at=now or timezone.now(), done_by=by))
