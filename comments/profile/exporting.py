"""All that the site holds about a reader, as one JSON document that is written while it is read.

However much it is, no more than a batch of comments is in memory. Names and addresses of other people,
and keyed hashes that mean nothing outside, are not in it.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils import timezone

from comments.marks import author_key
from comments.models import (
    Comment,
    CommentRevision,
    ErrorReport,
    ModerationEvent,
    Notice,
    NoticeChoice,
    Reader,
    Report,
    Sanction,
    Signal,
    StatementOfReasons,
)
from comments.recommending import recommended_by
from newsportal.accounts.models import User

BATCH = 200
type Facts = dict[str, Any]

COMMENT = (
    "id",
    "thread_id",
    "parent_id",
    "nickname",
    "text",
    "state",
    "state_reason",
    "created_at",
    "published_at",
    "edited_at",
    "picked_at",
)
EVENT = ("from_state", "to_state", "reason", "created_at")
REVISION = ("text", "written_at", "replaced_at")
# What they found wrong in the story, and what the desk made of it.
ERROR_REPORT = ("state", "words", "created_at", "settled_at")
SIGNAL = ("kind", "action", "words", "spans", "created_at")
# What they were told about a decision, and their appeal with its answer.
STATEMENT = (
    "restriction",
    "where",
    "until",
    "facts",
    "follows_notice",
    "is_detected_by_program",
    "law",
    "rule",
    "explanation",
    "appeal_until",
    "created_at",
    "appeal__text",
    "appeal__created_at",
    "appeal__outcome",
    "appeal__words",
    "appeal__decided_at",
)
NOTICE = ("kind", "comment_id", "words", "created_at", "read_at", "emailed_at")
REPORT = ("comment_id", "lane", "rule", "text", "law", "state", "created_at", "decided_at")
RECOMMENDATION = ("comment_id", "created_at")
SANCTION = (
    "kind",
    "comment_id",
    "section_id",
    "article_id",
    "reason",
    "starts_at",
    "until",
    "acknowledged_at",
    "ended_at",
)


def export(reader: Reader, user: User) -> Iterator[str]:
    """The document, piece by piece."""
    yield "{"
    yield f'"exported_at": {_json(timezone.now())}'
    yield f',\n"account": {_json(_account(user))}'
    yield f',\n"profile": {_json(_profile(reader))}'
    for name, rows in _lists(reader):
        yield f',\n"{name}": ['
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{_json(row)}"
        yield "]"
    yield "}\n"


def comment_facts(comment: Comment) -> Facts:
    """One comment with all that the site holds about it, for its author."""
    return next(_with_history([comment]))


def _lists(reader: Reader) -> Iterator[tuple[str, Iterable[Facts]]]:
    comments = Comment.objects.filter(reader=reader).order_by("created_at", "id")
    yield "comments", _comments(comments)
    key = author_key(browser="", reader=reader)
    yield "recommendations", _rows(recommended_by(key).order_by("pk"), RECOMMENDATION)
    yield "reports", _rows(Report.objects.filter(reader=reader).order_by("pk"), REPORT)
    yield "notices", _rows(Notice.objects.filter(reader=reader).newest_first(), NOTICE)
    yield "sanctions", _rows(Sanction.objects.filter(reader=reader).order_by("pk"), SANCTION)
    of_sanctions = StatementOfReasons.objects.filter(sanction__reader=reader)
    yield "statements_of_reasons_of_sanctions", _rows(of_sanctions.order_by("pk"), STATEMENT)


def _account(user: User) -> Facts:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return {
        "email": user.email,
        "name": user.name,
        "joined_at": user.date_joined,
        "last_login": user.last_login,
        "addresses": list(addresses.values("email", "verified", "primary")),
        "signed_in": [
            {"address": one.ip, "browser": one.user_agent, "since": one.created_at}
            for one in UserSession.objects.filter(user=user).order_by("pk")
        ],
    }


def _profile(reader: Reader) -> Facts:
    choice = NoticeChoice.objects.filter(reader=reader).values("rhythm", "silent_kinds").first()
    return {
        "name": reader.display_name,
        "since": reader.created_at,
        "email_about_notices": choice,
    }


def _comments(comments: QuerySet[Comment]) -> Iterator[Facts]:
    rows = comments.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield from _with_history(batch)


def _with_history(comments: list[Comment]) -> Iterator[Facts]:
    """A batch of comments with what was decided about them and what rules have noticed."""
    events = _by_comment(ModerationEvent, comments, EVENT)
    revisions = _by_comment(CommentRevision, comments, REVISION)
    statements = _by_comment(StatementOfReasons, comments, STATEMENT)
    signals = _by_comment(Signal, comments, SIGNAL)
    errors = _by_comment(ErrorReport, comments, ERROR_REPORT)
    for comment in comments:
        yield {name: getattr(comment, name) for name in COMMENT} | {
            "address": f"{settings.SITE_URL}{comment.get_absolute_url()}",
            "earlier_versions": revisions.get(comment.pk, []),
            "decisions": events.get(comment.pk, []),
            "statements_of_reasons": statements.get(comment.pk, []),
            "rules_that_noticed_it": signals.get(comment.pk, []),
            "possible_errors": errors.get(comment.pk, []),
        }


def _by_comment(
    model: type[Model], comments: list[Comment], fields: tuple[str, ...]
) -> dict[int, list[Facts]]:
    rows = model._default_manager.filter(comment__in=comments).order_by("pk")
    found: dict[int, list[Facts]] = {}
    for row in rows.values("comment_id", *fields):
        found.setdefault(row.pop("comment_id"), []).append(row)
    return found


def _rows(rows: QuerySet[Any], fields: tuple[str, ...]) -> Iterator[Facts]:
    """The rows, each list in an order that an index has: a cursor is planned for its first rows."""
    yield from rows.values(*fields).iterator(chunk_size=BATCH)


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
