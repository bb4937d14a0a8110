"""Where an open form tells of itself: that it is open, what is typed in it, that it was left."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.csrf import csrf_exempt

from articles.admin.keeping import keep_typed
from articles.admin.presence import newer_version, people
from articles.admin.windows import window_of
from articles.models import Article, OpenForm
from articles.models.open_form import LONGEST_FORM
from articles.refusals import in_words
from articles.unsaved import Window, close, forms_about, still_open
from newsportal.accounts.rights import RightMissing

# As it is stored, a sign may take more than one character.
LONGEST_TEXT = LONGEST_FORM // 2
TOO_LONG = "This text is too long to be kept unsaved. Save it."


# The signed token of the window says who sends, which no other site can know; the token of a form is
# worth nothing any more when somebody has signed in again in another window.
@csrf_exempt
def unsaved_view(request: HttpRequest) -> HttpResponse:
    """Keep what was sent, and answer who else has the article open.

    `state` is `typed` with the whole form, `open` without it, or with `left` at its end the last that is
    heard of the window. Raises RightMissing for a token that is not the sender's own.
    """
    window = window_of(request.POST)
    if window is None or window.user != request.user:
        raise RightMissing("article.change")
    if sum(len(value) for _, values in request.POST.lists() for value in values) > LONGEST_TEXT:
        return JsonResponse({"problem": TOO_LONG}, status=413)
    form = _keep(request, window)
    if request.POST.get("state", "").endswith("left"):
        close(window)
    return JsonResponse(_told(request, window, form))


def _keep(request: HttpRequest, window: Window) -> OpenForm | None:
    if request.POST.get("state", "").startswith("typed"):
        return keep_typed(request.POST, window)
    still_open(window)
    return OpenForm.objects.filter(window=window.key, text_at__isnull=False).first()


def _told(request: HttpRequest, window: Window, form: OpenForm | None) -> dict[str, Any]:
    """What the form shows: words that are complete, so that the page puts nothing together."""
    article = Article.objects.filter(pk=window.article_id or 0).first()
    return {
        "kept": f"Unsaved. Kept {in_words(form.text_at)}." if form and form.text_at else "",
        "people": people(forms_about(article, window.user), window.user, window.key)
        if article
        else [],
        "newer": newer_version(article, window.opened_version) if article else "",
        "csrfmiddlewaretoken": get_token(request),
    }
