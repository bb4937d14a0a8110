"""All that the site keeps of a reader beside their comments, and of a text beside its comment.

Whoever adds a table in which a reader or the words of a comment leave a trace adds it here:
`tests/comments/profile/test_erasing.py` looks for both in every column of the database.
"""

from datetime import datetime

from django.db import connection

from comments.marks import author_key
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    Notice,
    NoticeChoice,
    Reader,
    RecentText,
    Recommendation,
    Report,
    ReportContact,
    Signal,
)
from comments.reporting import drop_reports

# Counts of recommendations stay true, and nobody knows any more whose they are.
UNLINK_RECOMMENDATIONS = f"""
UPDATE {Recommendation._meta.db_table} SET voter_key = md5(gen_random_uuid()::text)
WHERE voter_key = %s AND NOT voter_key LIKE '-%%'
"""  # noqa: S608 -- the name of a table, and a placeholder for the value


def forget_reader(reader: Reader) -> None:
    """Forget what a reader was told and chose, and that it was they who reported and recommended.

    What they reported is still decided about; their words on it go as soon as nobody needs them.
    """
    Notice.objects.filter(reader=reader).delete()
    NoticeChoice.objects.filter(reader=reader).delete()
    if reader.user is not None:
        ReportContact.objects.filter(email__iexact=reader.user.email).delete()
    Appeal.objects.filter(statement__sanction__reader=reader).update(text="")
    theirs = Report.objects.filter(reader=reader)
    theirs.exclude(state=Report.State.OPEN).update(text="", law="")
    theirs.update(reader=None, reporter_key="", address_key="")
    with connection.cursor() as cursor:
        cursor.execute(UNLINK_RECOMMENDATIONS, [author_key(browser="", reader=reader)])


def forget_words(comment: Comment, *, now: datetime) -> None:
    """Forget what repeats or describes the words of a comment; to be called with the thread locked."""
    CommentRevision.objects.filter(comment=comment).exclude(text="").update(text="")
    Signal.objects.filter(comment=comment).delete()
    RecentText.objects.filter(comment=comment).delete()
    Appeal.objects.filter(statement__comment=comment).exclude(text="").update(text="")
    drop_reports(comment, now=now)
    Report.objects.filter(comment=comment).exclude(text="", law="").update(text="", law="")
