"""What a sanctioned author is told: which decisions bind them, why, until when, and what they can do."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.models import Edition
from comments import marks
from comments.authorship import author_of
from comments.models import Sanction
from comments.sanctions import acknowledge, words_of
from newsportal.http.page_classes import personal


@personal
@require_safe
def own_sanctions(request: HttpRequest) -> HttpResponse:
    """What binds whoever asks; `?article=` is the story that they wanted to write on."""
    now = timezone.now()
    binding = Sanction.objects.of_author(_author_key(request)).in_force(at=now)
    rows = binding.select_related("section", "article", "statement__appeal").newest_first()
    edition = _edition(request)
    context = {
        "sanctions": [(row, words_of(row), getattr(row, "statement", None)) for row in rows],
        "edition": edition,
        "after": f"?article={edition.article_id}" if edition else "",
    }
    return render(request, "comments/sanctions.html", context)


@personal
@require_POST
def acknowledge_warning(request: HttpRequest, sanction_id: int) -> HttpResponse:
    """Its author has read a warning, and goes on writing; 404 for everybody else."""
    now = timezone.now()
    if not acknowledge(sanction_id, author_key=_author_key(request), now=now):
        raise Http404
    edition = _edition(request)
    if edition is None:
        return HttpResponseRedirect(reverse("comment-sanctions"))
    return HttpResponseRedirect(reverse("comment-new", args=[edition.article_id]))


def _author_key(request: HttpRequest) -> str:
    author = author_of(request)
    return marks.author_key(browser=author.browser, reader=author.reader)


def _edition(request: HttpRequest) -> Edition | None:
    """The story that `?article=` names, if readers see it."""
    wanted = request.GET.get("article", "")
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) <= 18):
        return None
    shown = Edition.objects.visible(at=timezone.now()).filter(article=int(wanted))
    return shown.defer("body_html", "plain_text").first()
