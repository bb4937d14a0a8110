"""Posting: what a reader wrote becomes a comment, once, or a reason why not."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from articles.models import Article
from comments import allowances, sanctions, taken_names
from comments.marks import author_key, author_mark
from comments.models import Comment, Reader, Sanction, Thread
from comments.nicknames import clean_nickname, nickname_key, nickname_look
from comments.notifying import notify_of_reply
from comments.opening import Opening
from comments.opening_words import words_of_now
from comments.refusals import (
    ArticleNotShown,
    OutsideHours,
    ParentGone,
    PostingRefused,
    SubmissionReused,
    ThreadClosed,
    TooManyComments,
)
from comments.rendering import render_text
from comments.rules import Sending, judge
from comments.rules.facts import FEWEST, Facts
from comments.storing import new_comment, store
from comments.text import clean_text
from comments.threads import locked_for_posting
from newsportal.database.asking import rows_of

__all__ = ["PostingRefused", "TooManyComments", "post_comment"]

# What is there by now: the same submission, who was first to use the name or one that looks like it, whom
# the name stands for, and what binds the author. A
# name is not taken by what was never meant to be shown. With it goes what a new submission takes of its
# address's allowance, where that has a limit, and what every comment is judged by.
TAKING = allowances.TAKING.format(
    condition="""%(key)s <> ''
    AND NOT EXISTS (SELECT FROM comments_comment WHERE submission_id = %(submission_id)s)"""
)
EARLIER = f"""
WITH {TAKING}
SELECT (SELECT id FROM comments_comment WHERE submission_id = %(submission_id)s),
       (SELECT author_mark FROM (
           (SELECT id, author_mark FROM comments_comment
            WHERE thread_id = %(thread_id)s AND nickname_key = %(nickname_key)s
              AND state NOT IN ('spam', 'rejected') ORDER BY id LIMIT 1)
           UNION ALL
           (SELECT id, author_mark FROM comments_comment
            WHERE thread_id = %(thread_id)s AND nickname_look = %(nickname_look)s
              AND nickname_look <> '' AND state NOT IN ('spam', 'rejected') ORDER BY id LIMIT 1)
        ) AS by_name ORDER BY id LIMIT 1),
       {taken_names.WHOSE},
       {sanctions.BINDING},
       EXISTS (SELECT FROM taken),
       {FEWEST}
"""  # noqa: S608 -- made of constants


class Earlier(NamedTuple):
    """What is there by now. `submission`: the comment that this one is sent again of."""

    submission: int | None
    first_mark: str | None
    whose_name: str
    binding: list[Sanction]
    is_allowed: bool
    facts: Facts


def post_comment(
    *,
    article: Article,
    nickname: str,
    text: str,
    submission_id: UUID,
    now: datetime,
    reader: Reader | None = None,
    parent: Comment | None = None,
    browser: str = "",
    address_key: str = "",
    sending: Sending | None = None,
) -> Comment:
    """Store a comment, published or held as the thread's mode and sanctions have it.

    The same submission again, however often and from however many connections, is answered with the
    comment that is stored; nothing is checked or counted then. `browser` is what `comments.marks` knows
    of the writer, `address_key` the bucket of `comments.allowances` ("": no limit), `sending` how the
    form was sent, for `comments.rules`.

    Raises TextRefused, ArticleNotShown, ThreadClosed, OutsideHours, AuthorSanctioned, ParentGone,
    TooManyComments, ReadAgain, NotTaken, TooSoon, and SubmissionReused for another text under a known
    submission id.
    """
    name, words = clean_nickname(nickname), clean_text(text)
    comment = new_comment(
        thread_id=article.pk,
        nickname=name,
        nickname_key=nickname_key(name),
        nickname_look=nickname_look(name),
        author_mark=author_mark(article_id=article.pk, browser=browser, reader=reader),
        author_key=author_key(browser=browser, reader=reader),
        text=words,
        body_html=render_text(words),
        submission_id=submission_id,
        created_at=now,
    )
    comment.reader, comment.parent = reader, parent
    return _store_once(comment, address_key, sending)


def _store_once(comment: Comment, address_key: str, sending: Sending | None) -> Comment:
    """Store it, or find what the same submission has stored already."""
    try:
        with transaction.atomic():
            return _store(comment, address_key, sending)
    except IntegrityError:
        # Threads are locked one by one: the same id can arrive on two articles at the same moment.
        earlier = Comment.objects.filter(submission_id=comment.submission_id).first()
        if earlier is None:
            raise
        return _answered_again(earlier, comment)


def _store(comment: Comment, address_key: str, sending: Sending | None) -> Comment:
    opening = locked_for_posting(comment.thread_id, at=comment.created_at)
    thread, edition_id = opening.thread, opening.terms.edition_id
    if edition_id is None:
        raise ArticleNotShown
    found = _earlier(comment, address_key)
    if found.submission is not None:
        return _answered_again(Comment.objects.get(pk=found.submission), comment)
    _refuse_closed(opening, at=comment.created_at)
    sanctions.refuse_sanctioned(found.binding)
    taken_names.refuse_taken(comment.nickname, whose=found.whose_name, reader=comment.reader)
    comment.root = _root_of(comment.parent, thread)
    if address_key and not found.is_allowed:
        raise allowances.none_left(address_key, now=comment.created_at)
    verdict = judge(comment, now=comment.created_at, sending=sending, fewest=found.facts)
    verdict.refuse()
    comment.edition_id = edition_id
    comment.is_namesake = _is_namesake(comment, found.first_mark)
    reason = reason_to_hold(thread, found.binding) or verdict.reason_to_hold
    comment.state = Comment.State.HELD if reason else Comment.State.PUBLISHED
    comment.published_at = None if reason else comment.created_at
    store(comment, verdict, reason=reason)
    notify_of_reply(comment, now=comment.created_at)
    return comment


def _refuse_closed(opening: Opening, *, at: datetime) -> None:
    if not opening.is_open(at=at):
        raise ThreadClosed
    if not opening.takes_comments(at=at):
        raise OutsideHours(words_of_now(opening, at=at))


def _earlier(comment: Comment, address_key: str) -> Earlier:
    """What EARLIER finds, and the sanctions themselves."""
    values = allowances.values_to_take(address_key, now=comment.created_at) | {
        "submission_id": comment.submission_id,
        "thread_id": comment.thread_id,
        "nickname_key": comment.nickname_key,
        "nickname_look": comment.nickname_look,
        "nickname": comment.nickname,
        "reader_id": comment.reader_id,
        "author_key": comment.author_key,
        "article_id": comment.thread_id,
        "thread": comment.thread_id,
    }
    ((submission, first_mark, whose_name, binding, is_allowed, *facts),) = rows_of(EARLIER, values)
    bound = sanctions.named(binding) if binding else []
    return Earlier(submission, first_mark, whose_name, bound, is_allowed, Facts(*facts))


def _answered_again(earlier: Comment, comment: Comment) -> Comment:
    """The stored comment, if the same was sent again."""
    for field in ("thread_id", "parent_id", "nickname", "text"):
        if getattr(earlier, field) != getattr(comment, field):
            raise SubmissionReused
    return earlier


def _root_of(parent: Comment | None, thread: Thread) -> Comment | None:
    """The head of the parent's conversation; raises ParentGone if the parent is not shown here."""
    if parent is None:
        return None
    shown = Comment.objects.published().filter(pk=parent.pk, thread=thread)
    found = shown.select_related("root").first()
    if found is None:
        raise ParentGone
    return found.root or found


def _is_namesake(comment: Comment, first_mark: str | None) -> bool:
    """Whether somebody else, as far as marks can tell, was first to use this name on this article."""
    return first_mark is not None and (not comment.author_mark or first_mark != comment.author_mark)


def reason_to_hold(thread: Thread, binding: list[Sanction]) -> str:
    """Why a moderator reads what this author writes here before it is shown; "" where nobody has to."""
    if thread.mode == Thread.Mode.PRE_MODERATED:
        return "The thread is moderated before comments are shown."
    if binding:
        return "What this author writes is moderated before it is shown."
    return ""
