"""The form in which an author changes a comment. Whatever goes wrong, the text comes back."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_http_methods

from comments.authorship import Author, author_of
from comments.editing import edit_comment, editable_until, is_editable
from comments.forms import EditForm
from comments.models import Comment
from comments.refusals import PostingRefused, ReadAgain
from comments.refused_changes import ChangeRefused, EditingOver, StaleEdit
from comments.rendering import render_text
from comments.views.answers import TOKEN_REFUSED, SeeOther, is_for_a_script
from comments.views.own import edition_of, own_row
from newsportal.http.page_classes import personal


# The token is checked as everywhere, but a form without a good one comes back with its text.
@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires_csrf_token
def edit_own(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Change the words of a comment that is one's own, for as long as that is possible.

    200 the form, 303 changed, 403 without a token, 404 not the author's, 409 too late or changed
    meanwhile (with both texts), 422 not valid.
    """
    author = author_of(request)
    comment = own_row(author, comment_id)
    if comment is None:
        raise Http404
    if request.method == "POST":
        return _change(request, comment, author)
    if not is_editable(comment, now=timezone.now()):
        form = EditForm(initial={"text": comment.text})
        return _respond(request, comment, form, HTTPStatus.CONFLICT, words=str(EditingOver()))
    initial = {"text": comment.text, "revision_number": comment.revision_number}
    return _respond(request, comment, EditForm(initial=initial), HTTPStatus.OK)


def _change(request: HttpRequest, comment: Comment, author: Author) -> HttpResponse:
    form = EditForm(request.POST)
    if not getattr(request, "csrf_processing_done", False):
        form.add_error(None, TOKEN_REFUSED)
        return _respond(request, comment, form, HTTPStatus.FORBIDDEN)
    is_preview = "preview" in request.POST
    if not form.is_valid():
        alone = is_preview and is_for_a_script(request)
        status = HTTPStatus.OK if alone else HTTPStatus.UNPROCESSABLE_ENTITY
        return _respond(request, comment, form, status)
    if is_preview:
        preview = render_text(form.cleaned_data["text"])
        return _respond(request, comment, form, HTTPStatus.OK, preview=preview)
    seen = Comment(
        pk=comment.pk,
        thread_id=comment.thread_id,
        revision_number=form.cleaned_data["revision_number"],
    )
    sending = form.sending()
    text = form.cleaned_data["text"]
    try:
        edit_comment(seen, text=text, author=author, now=timezone.now(), sending=sending)
    except StaleEdit as stale:
        form.replace("revision_number", str(stale.comment.revision_number))
        form.add_error(None, str(stale))
        return _respond(request, stale.comment, form, HTTPStatus.CONFLICT, is_stale=True)
    except PostingRefused as refusal:
        # Other words may do, or the same once more.
        if isinstance(refusal, ReadAgain):
            form.ask(refusal)
        form.add_error(None, str(refusal))
        return _respond(request, comment, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except ChangeRefused as refusal:
        return _respond(request, comment, form, HTTPStatus.CONFLICT, words=str(refusal))
    return SeeOther(reverse("comment-own", args=[comment.pk]))


def _respond(
    request: HttpRequest,
    comment: Comment,
    form: EditForm,
    status: HTTPStatus,
    *,
    words: str = "",
    preview: str = "",
    is_stale: bool = False,
) -> HttpResponse:
    """The form's page, or the form alone for a script; `words` say why nothing more can be sent."""
    context = {
        "form": form,
        "form_action": request.path,
        "words": words,
        "preview": preview,
        "stored": comment if is_stale else None,
        "until": editable_until(comment),
        "nickname": comment.nickname,
        "own_address": reverse("comment-own", args=[comment.pk]),
        "edition": edition_of(comment),
    }
    alone = is_for_a_script(request)
    template = "comments/edit_alone.html" if alone else "comments/edit.html"
    return render(request, template, context, status=status)
