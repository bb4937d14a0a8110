"""Recommending: a button on the public page, in place by a script, else with a page that says so."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
from comments import marks
from comments.models import Comment, Thread
from comments.opening import read_opening
from comments.reading import shown_comment
from comments.recommending import Voter, is_recommended, recommend, recommended_on, take_back
from comments.refusals import (
    NotRecommendable,
    OwnComment,
    RecommendingRefused,
    TooManyRecommendations,
)
from comments.views.answers import SeeOther
from comments.views.reading import visible_edition
from comments.views.somebody import somebody
from newsportal.http.page_classes import personal
from newsportal.http.same_origin import is_from_our_page

STATUS_OF: dict[type[RecommendingRefused], HTTPStatus] = {
    NotRecommendable: HTTPStatus.CONFLICT,
    OwnComment: HTTPStatus.FORBIDDEN,
    TooManyRecommendations: HTTPStatus.TOO_MANY_REQUESTS,
}
NOT_PROVED = (
    "Your browser did not say that you pressed the button on our page, so nothing has been done yet. "
    "Press it here."
)


@dataclass(frozen=True)
class Ballot:
    """Who is asked about which comment, on which story."""

    request: HttpRequest
    comment: Comment
    edition: Edition
    voter: Voter

    @property
    def is_proved(self) -> bool:
        """Whether the reader pressed a button of ours: by the browser's word, or by the form's token."""
        has_token = getattr(self.request, "csrf_processing_done", False)
        return is_from_our_page(self.request) or has_token

    @property
    def is_for_script(self) -> bool:
        """Whether a script asks, which wants the state and no page."""
        return self.request.headers.get("Accept") == "application/json"


# A button on a public page has no token: the browser says where it was pressed. Where it does not, the
# page that answers has a form with one.
@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires_csrf_token
def recommend_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Whether the reader recommends a comment; with POST a change, back with `wanted=no`.

    303 done, and for a script 200 with the new state; 403 own comment or not proved, 409 not any more,
    429 too many, 404 readers don't see the comment.
    """
    shown = Comment.objects.published().exclude(thread__mode=Thread.Mode.OFF)
    comment = get_object_or_404(shown, pk=comment_id)
    ballot = Ballot(request, comment, visible_edition(comment.thread_id), _voter(request))
    if request.method != "POST":
        return _page(ballot)
    if not ballot.is_proved:
        return _page(ballot, HTTPStatus.FORBIDDEN, NOT_PROVED)
    response = _change(ballot)
    marks.remember_browser(response, ballot.voter.author.browser)
    return response


@personal
@require_safe
def recommended_comments(request: HttpRequest, article_id: int) -> HttpResponse:
    """For a script: which comments on an article the reader recommends."""
    return JsonResponse({"comments": recommended_on(article_id, voter=_voter(request))})


def _voter(request: HttpRequest) -> Voter:
    who = somebody(request)
    return Voter(author=who.author, address_key=who.address_key)


def _change(ballot: Ballot) -> HttpResponse:
    wanted = ballot.request.POST.get("wanted") != "no"
    try:
        (recommend if wanted else take_back)(ballot.comment, voter=ballot.voter, now=timezone.now())
    except RecommendingRefused as refusal:
        return _refused(ballot, refusal)
    if ballot.is_for_script:
        return JsonResponse({"recommended": wanted})
    return SeeOther(ballot.request.path)


def _refused(ballot: Ballot, refusal: RecommendingRefused) -> HttpResponse:
    status = STATUS_OF[type(refusal)]
    response: HttpResponse = (
        JsonResponse({"words": str(refusal)}, status=status)
        if ballot.is_for_script
        else _page(ballot, status, str(refusal))
    )
    if isinstance(refusal, TooManyRecommendations):
        response["Retry-After"] = str(refusal.seconds)
    return response


def _page(ballot: Ballot, status: HTTPStatus = HTTPStatus.OK, words: str = "") -> HttpResponse:
    now = timezone.now()
    opening = read_opening(ballot.comment.thread_id, at=now)
    context = {
        "edition": ballot.edition,
        "comment": shown_comment(ballot.comment),
        "is_recommended": is_recommended(ballot.comment, voter=ballot.voter),
        "is_open": opening.is_open(at=now),
        "words": words,
    }
    return render(ballot.request, "comments/recommended.html", context, status=status)
