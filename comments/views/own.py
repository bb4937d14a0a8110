"""An author's own page of a comment: what became of it, and what can still be done with it."""

from contextlib import suppress
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.models import Edition
from comments import allowances, marks
from comments.authorship import Author, author_of, is_mark_of
from comments.editing import editable_until, is_editable
from comments.forms import CodeForm
from comments.models import Comment
from comments.private_codes import code_of
from comments.reading import own_comment, tombstone_text
from comments.refusals import TooManyComments
from comments.refused_changes import ChangeRefused
from comments.statements import decision_on
from comments.views.answers import SeeOther
from comments.withdrawing import WITHDRAWABLE, withdraw
from newsportal.http.page_classes import personal

State = Comment.State
HEADINGS = {
    State.HELD: "Your comment waits for a moderator",
    State.PUBLISHED: "Your comment is published",
    State.WITHDRAWN: "You have withdrawn your comment",
}
DECIDED = {
    State.HIDDEN: "Your comment is hidden until a moderator decides about it.",
    State.SPAM: "A moderator took your comment for advertising. It is not shown.",
    State.WITHDRAWN: "Nobody can read it any more. Answers to it stay, below a mark without your name.",
}
NO_SUCH_COMMENT = "This code does not open the comment at this address."


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A comment as its author sees it, whatever its state; others may type its private code.

    Whether there is such a comment is told to nobody else: they get the same page for every number.
    """
    author = author_of(request)
    comment = own_row(author, comment_id)
    if request.method == "POST":
        return _opened_by_code(request, comment_id, author)
    if comment is None:
        return _ask_for_code(request, CodeForm(), HTTPStatus.OK)
    code = _unseen_code(request, comment, author)
    now = timezone.now()
    response = render(
        request,
        "comments/own.html",
        {
            **_context(request, comment),
            "code": code,
            "editable_until": editable_until(comment) if is_editable(comment, now=now) else None,
            "may_withdraw": comment.state in WITHDRAWABLE,
        },
    )
    if code and request.method == "GET":
        marks.remember_code_seen(response, author.browser)
    return response


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_own(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Ask an author whether the comment is to go, and take it back."""
    author = author_of(request)
    comment = own_row(author, comment_id)
    if comment is None:
        raise Http404
    if request.method == "POST":
        # What was decided meanwhile is said by the page.
        with suppress(ChangeRefused):
            withdraw(comment, author=author, now=timezone.now())
        return SeeOther(reverse("comment-own", args=[comment.pk]))
    if comment.state not in WITHDRAWABLE:
        return HttpResponseRedirect(reverse("comment-own", args=[comment.pk]))
    return render(request, "comments/withdraw.html", _context(request, comment))


def own_row(author: Author, comment_id: int) -> Comment | None:
    """The comment, if it is the author's and has not been erased."""
    rows = Comment.objects.exclude(state=State.ERASED).select_related("thread")
    comment = rows.filter(pk=comment_id).first()
    return comment if comment is not None and author.wrote(comment) else None


def edition_of(comment: Comment) -> Edition | None:
    """What readers see of the story now; None where that is nothing."""
    visible = Edition.objects.visible(at=timezone.now())
    return visible.filter(article=comment.thread_id).for_cards().first()


def _context(request: HttpRequest, comment: Comment) -> dict[str, object]:
    published = comment.state == State.PUBLISHED
    own_address = reverse("comment-own", args=[comment.pk])
    address = comment.get_absolute_url() if published else own_address
    state = State(comment.state)
    statement = decision_on(comment)
    return {
        "comment": own_comment(comment, address=address),
        "row": comment,
        "edition": edition_of(comment),
        "own_address": own_address,
        "heading": HEADINGS.get(state, "Your comment is not shown"),
        "decision": "" if statement else _decision(comment),
        "statement": statement,
    }


def _decision(comment: Comment) -> str:
    if comment.state in {State.HELD, State.PUBLISHED}:
        return ""
    if comment.state == State.REJECTED:
        return f"A moderator decided not to publish your comment: {comment.state_reason}"
    state = State(comment.state)
    return DECIDED.get(state) or tombstone_text(comment.state, comment.state_reason)


def _unseen_code(request: HttpRequest, comment: Comment, author: Author) -> str:
    """The private code, the first time that the browser that wrote is here; an account needs none."""
    if comment.reader_id is not None or not is_mark_of(author.browser, comment):
        return ""
    return "" if marks.has_seen_code(request, author.browser) else code_of(author.browser)


def _opened_by_code(request: HttpRequest, comment_id: int, author: Author) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask_for_code(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        allowances.take(
            allowances.key_of(request), now=timezone.now(), pace=allowances.TYPING_CODES
        )
    except TooManyComments as refusal:
        form.add_error(
            None,
            "Many codes came from your connection in a short time. Try again in "
            f"{refusal.seconds} second{'' if refusal.seconds == 1 else 's'}.",
        )
        response = _ask_for_code(request, form, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(refusal.seconds)
        return response
    browser = form.cleaned_data["code"]
    if own_row(Author(private_codes=(browser,)), comment_id) is None:
        form.add_error("code", NO_SUCH_COMMENT)
        return _ask_for_code(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = SeeOther(reverse("comment-own", args=[comment_id]))
    marks.remember_further(response, author.private_codes, browser)
    return response


def _ask_for_code(request: HttpRequest, form: CodeForm, status: HTTPStatus) -> HttpResponse:
    return render(request, "comments/code.html", {"form": form}, status=status)
