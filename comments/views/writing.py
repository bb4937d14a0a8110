"""The form, and what becomes of what was typed into it. Whatever goes wrong, the text comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from http import HTTPStatus
from uuid import uuid4

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_http_methods

from articles.models import Article, Edition
from comments import marks
from comments.allowances import key_of
from comments.authorship import reader_of
from comments.error_reports import post_and_report
from comments.forms import CommentForm
from comments.models import Comment, Reader, Sanction
from comments.opening import Opening, read_opening
from comments.opening_words import words_of_now
from comments.profile.readers import reader_who_signs
from comments.quoting import quotation
from comments.refusals import (
    ArticleNotShown,
    AuthorSanctioned,
    NameTaken,
    NotTaken,
    OutsideHours,
    ParentGone,
    PostingRefused,
    ReadAgain,
    SubmissionReused,
    ThreadClosed,
    TooManyComments,
    TooSoon,
)
from comments.rendering import render_text
from comments.sanctions import refuse_sanctioned, sanctions_on
from comments.views.answers import TOKEN_REFUSED, SeeOther, is_for_a_script
from comments.views.reading import visible_edition
from newsportal.http.page_classes import personal

STATUS_OF: Mapping[type[PostingRefused], HTTPStatus] = {
    ArticleNotShown: HTTPStatus.NOT_FOUND,
    ThreadClosed: HTTPStatus.CONFLICT,
    OutsideHours: HTTPStatus.CONFLICT,
    AuthorSanctioned: HTTPStatus.FORBIDDEN,
    ParentGone: HTTPStatus.CONFLICT,
    SubmissionReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    NameTaken: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyComments: HTTPStatus.TOO_MANY_REQUESTS,
    ReadAgain: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotTaken: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooSoon: HTTPStatus.TOO_MANY_REQUESTS,
}
RETRY_AFTER_SECONDS = 30


@dataclass
class Writing:
    """Who writes, on what, in answer to which comment."""

    request: HttpRequest
    article_id: int
    reader: Reader | None
    browser: str
    parent: Comment | None = None

    @cached_property
    def edition(self) -> Edition:
        """What readers see of the article; raises Http404 where that is nothing."""
        return visible_edition(self.article_id)

    @cached_property
    def opening(self) -> Opening:
        """When comments are taken; raises Http404 where the story has none."""
        opening = read_opening(self.article_id, at=timezone.now())
        if not opening.is_shown:
            raise Http404
        return opening

    @property
    def action(self) -> str:
        """Where the form is sent."""
        path = reverse("comment-new", args=[self.article_id])
        return f"{path}?reply_to={self.parent.pk}" if self.parent else path

    @property
    def auto_id(self) -> str:
        """Forms that were opened in place stand on one page, each with ids of its own."""
        return f"reply-{self.parent.pk}-%s" if self.parent else "comment-%s"

    def respond(
        self, form: CommentForm | None, status: HTTPStatus, *, closed: str = "", preview: str = ""
    ) -> HttpResponse:
        """The form's page, or the form alone where a script asked for it; `preview` stands above it."""
        context = {
            "form": form,
            "form_action": self.action,
            "edition": self.edition,
            "parent": self.parent,
            "thread": self.opening.thread,
            "closing_words": closed,
            "preview": preview,
        }
        alone = is_for_a_script(self.request)
        template = "comments/form_alone.html" if alone else "comments/form.html"
        response = render(self.request, template, context, status=status)
        marks.remember_browser(response, self.browser)
        return response


# The token is checked as everywhere, but a form without a good one comes back with its text:
# `requires_csrf_token` checks and leaves the answer to the view.
@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires_csrf_token
def new_comment(request: HttpRequest, article_id: int) -> HttpResponse:
    """Write a comment on an article, or an answer to the comment `?reply_to=`.

    200 the form, 303 stored, 403 closed, banned or without a token, 409 closed or changed meanwhile,
    422 not valid, 429 too many, 503 the database does not answer, 404 the article is not shown.
    """
    if request.method != "POST":
        return _show_form(_writing(request, article_id))
    try:
        return _store(_writing(request, article_id))
    except Http404:
        return _give_back(request, HTTPStatus.NOT_FOUND, "This story is no longer shown.")
    except DatabaseError:
        response = _give_back(
            request,
            HTTPStatus.SERVICE_UNAVAILABLE,
            "The comment could not be stored just now. Try again in a moment.",
        )
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response


def _writing(request: HttpRequest, article_id: int) -> Writing:
    return Writing(
        request=request,
        article_id=article_id,
        reader=reader_of(request),
        browser=marks.browser_of(request) or marks.new_browser(),
    )


def _parent(writing: Writing) -> Comment | None:
    """The comment that is answered; raises ParentGone if readers don't see it under this article."""
    wanted = writing.request.GET.get("reply_to")
    if wanted is None:
        return None
    here = Comment.objects.published().filter(thread=writing.article_id)
    # Eighteen digits are more than there will ever be, and fit into the column.
    known = wanted.isascii() and wanted.isdecimal() and len(wanted) <= 18
    parent = here.filter(pk=int(wanted)).first() if known else None
    if parent is None:
        raise ParentGone
    return parent


def _show_form(writing: Writing) -> HttpResponse:
    now = timezone.now()
    try:
        writing.parent = _parent(writing)
    except ParentGone as gone:
        raise Http404 from gone
    try:
        refuse_sanctioned(_binding(writing, now=now))
    except AuthorSanctioned:
        return _sanctioned(writing)
    if not writing.opening.takes_comments(at=now):
        return _closed(writing, words_of_now(writing.opening, at=now))
    quotes = writing.parent and "quote" in writing.request.GET
    initial = {
        "nickname": writing.reader.display_name if writing.reader else "",
        "text": quotation(writing.parent.text) if writing.parent and quotes else "",
        "submission_id": uuid4(),
    }
    return writing.respond(
        CommentForm(initial=initial, auto_id=writing.auto_id), status=HTTPStatus.OK
    )


def _binding(writing: Writing, *, now: datetime) -> list[Sanction]:
    key = marks.author_key(browser=writing.browser, reader=writing.reader)
    return sanctions_on(author_key=key, article_id=writing.article_id, now=now)


def _sanctioned(writing: Writing) -> HttpResponse:
    """The way to the page that says why, and what its author can do about it."""
    address = f"{reverse('comment-sanctions')}?article={writing.article_id}"
    if not is_for_a_script(writing.request):
        return HttpResponseRedirect(address)
    response = HttpResponse(status=HTTPStatus.FORBIDDEN)
    response["HX-Redirect"] = address
    return response


def _closed(writing: Writing, words: str) -> HttpResponse:
    response = writing.respond(None, status=HTTPStatus.FORBIDDEN, closed=words)
    if is_for_a_script(writing.request):
        # A refusal is not put in place of the button that was pressed; its page says why.
        response["HX-Redirect"] = writing.action
    return response


def _store(writing: Writing) -> HttpResponse:
    refusal: PostingRefused | None = None
    try:
        writing.parent = _parent(writing)
    except ParentGone as gone:
        refusal = gone
    form = CommentForm(writing.request.POST, auto_id=writing.auto_id)
    if not getattr(writing.request, "csrf_processing_done", False):
        form.add_error(None, TOKEN_REFUSED)
        return writing.respond(form, HTTPStatus.FORBIDDEN)
    if refusal:
        return _refused(writing, form, refusal)
    if "quote" in writing.request.POST:
        return _with_quotation(writing)
    if "preview" in writing.request.POST:
        return _preview(writing, form)
    if not form.is_valid():
        return writing.respond(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        comment = _post(writing, form)
    except PostingRefused as error:
        return _refused(writing, form, error)
    response = SeeOther(reverse("comment-own", args=[comment.pk]))
    marks.remember_browser(response, writing.browser)
    return response


def _with_quotation(writing: Writing) -> HttpResponse:
    """The form again, the words that are answered above what was typed."""
    typed = writing.request.POST
    quoted = quotation(writing.parent.text) if writing.parent else ""
    initial: dict[str, object] = {"text": quoted + typed.get("text", "")}
    initial |= {name: typed.get(name, "") for name in ("nickname", "submission_id")}
    initial["possible_error"] = "possible_error" in typed
    return writing.respond(CommentForm(initial=initial, auto_id=writing.auto_id), HTTPStatus.OK)


def _preview(writing: Writing, form: CommentForm) -> HttpResponse:
    """The form again, below the comment as it would be shown; nothing is stored."""
    if form.is_valid():
        return writing.respond(form, HTTPStatus.OK, preview=render_text(form.cleaned_data["text"]))
    # A script puts only what succeeded in place of the form, mistakes marked or not.
    alone = is_for_a_script(writing.request)
    return writing.respond(form, HTTPStatus.OK if alone else HTTPStatus.UNPROCESSABLE_ENTITY)


def _post(writing: Writing, form: CommentForm) -> Comment:
    return post_and_report(
        says_error=form.cleaned_data["possible_error"],
        article=Article(pk=writing.article_id),
        nickname=form.cleaned_data["nickname"],
        text=form.cleaned_data["text"],
        submission_id=form.cleaned_data["submission_id"],
        now=timezone.now(),
        reader=writing.reader or reader_who_signs(writing.request, form.cleaned_data["nickname"]),
        parent=writing.parent,
        browser=writing.browser,
        address_key=key_of(writing.request),
        sending=form.sending(),
    )


def _refused(writing: Writing, form: CommentForm, refusal: PostingRefused) -> HttpResponse:
    form.add_error("nickname" if isinstance(refusal, NameTaken) else None, str(refusal))
    if isinstance(refusal, ReadAgain):
        form.ask(refusal)
    if isinstance(refusal, SubmissionReused):
        form.renew_submission()
    if isinstance(refusal, ParentGone):
        writing.parent = None
    response = writing.respond(form, STATUS_OF[type(refusal)])
    if isinstance(refusal, TooManyComments | TooSoon):
        response["Retry-After"] = str(refusal.seconds)
    return response


def _give_back(request: HttpRequest, status: HTTPStatus, words: str) -> HttpResponse:
    """A page that needs no database, with all that was typed and a button to send it again."""
    context = {
        "words": words,
        "form": CommentForm(request.POST),
        "can_retry": status == HTTPStatus.SERVICE_UNAVAILABLE,
        "form_action": request.get_full_path(),
    }
    return render(request, "comments/kept.html", context, status=status)
