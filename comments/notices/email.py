"""The email that tells a reader what is new: plain text, of bounded size, without anything that tracks.

It names who answered and the story, and quotes no comment: what somebody wrote stays where its author
can take it back.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from articles.models import Publication
from comments.models import Reader
from comments.notices.reading import ShownNotice
from comments.notices.unsubscribing import unsubscribe_address

MOST_LISTED = 30


def digest_email(reader: Reader, notices: list[ShownNotice], *, to: str) -> EmailMessage:
    """An email about some notices, of which the first thirty are named."""
    paper = Publication.objects.current().name
    end = unsubscribe_address(reader.pk)
    count = len(notices)
    what = "One thing is" if count == 1 else f"{count} things are"
    entries = [_entry(notice) for notice in notices[:MOST_LISTED]]
    if count > MOST_LISTED:
        entries.append(f"And {count - MOST_LISTED} more, among your notices on the site.")
    body = "\n\n".join(
        [
            f"Hello {reader.display_name},",
            f"{what} new about what you wrote or reported on {paper}.",
            *entries,
            f"All your notices: {_address('notices')}",
            f"Choose what we write to you about, and how often: {_address('profile')}",
            f"End these emails, without signing in: {end}",
        ]
    )
    return EmailMessage(
        subject=f"{what} new for you – {' '.join(paper.split())}",
        body=f"{body}\n",
        to=[to],
        headers={
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # No answer of a program is wanted (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )


def _entry(notice: ShownNotice) -> str:
    lines = [f"* {notice.sentence}, on {notice.headline}"]
    if notice.words:
        lines.append(f"  {notice.words}")
    if notice.address:
        lines.append(f"  {settings.SITE_URL}{notice.address}")
    return "\n".join(lines)


def _address(name: str) -> str:
    return f"{settings.SITE_URL}{reverse(name)}"
