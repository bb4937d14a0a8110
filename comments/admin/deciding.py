"""Carrying out moderators' decisions, and the page that asks for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from comments.house_rules import HouseRule
from comments.models import Comment
from comments.moderation import DECISIONS, decide
from comments.refusals import DecisionRefused, ReasonMissing
from comments.statements import NO_GROUND, Ground
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed, require

MOST_AT_ONCE = 100


@dataclass
class Outcome:
    """What became of a decision about several comments."""

    decided: list[Comment] = field(default_factory=list)
    refused: list[tuple[Comment, DecisionRefused]] = field(default_factory=list)

    def tell(self, request: HttpRequest, name: str) -> None:
        """Leave words for the next page."""
        label = DECISIONS[name].label
        if self.decided:
            messages.success(request, f"{label}: {_counted(self.decided)}.")
        for comment, refusal in self.refused:
            messages.warning(request, f"{comment}: {refusal}")


def decide_all(
    comments: Iterable[Comment],
    name: str,
    *,
    by: User,
    reason: str = "",
    ground: Ground = NO_GROUND,
) -> Outcome:
    """Decide about each comment in a transaction of its own; one refusal stops no other."""
    outcome = Outcome()
    for comment in comments:
        try:
            outcome.decided.append(decide(comment, name, by=by, reason=reason, ground=ground))
        except DecisionRefused as refusal:
            outcome.refused.append((comment, refusal))
    return outcome


@require_POST
def decision_view(request: HttpRequest, name: str, *, site: AdminSite) -> HttpResponse:
    """Decide about the comments that the form names, each as it was when the form was made.

    A decision that needs a reason is asked for one on a page of its own first.
    """
    user = require(request.user, "comment.moderate")
    if name not in DECISIONS:
        raise Http404
    comments = _named(request.POST.getlist("comment"), user)
    reason = request.POST.get("reason", "")
    if DECISIONS[name].needs_reason and "reason" not in request.POST:
        return decision_page(request, name, comments, site=site)
    rule = request.POST.get("rule", "")
    ground = Ground(rule=rule) if rule in HouseRule.values else NO_GROUND
    outcome = decide_all(comments, name, by=user, reason=reason, ground=ground)
    if len(outcome.refused) == len(comments):
        first = outcome.refused[0][1]
        # As they are by now: who has looked again may confirm.
        newest = list(Comment.objects.filter(pk__in=[one.pk for one in comments]).order_by("pk"))
        return decision_page(request, name, newest, site=site, refusal=first, reason=reason)
    outcome.tell(request, name)
    return HttpResponseRedirect(_back(outcome))


def decision_page(
    request: HttpRequest,
    name: str,
    comments: list[Comment],
    *,
    site: AdminSite,
    refusal: DecisionRefused | None = None,
    reason: str = "",
) -> HttpResponse:
    """Ask for the reason; with the refusal and what was typed, if there was one."""
    decision = DECISIONS[name]
    context = {
        **site.each_context(request),
        "title": f"{decision.label}: {_counted(comments)}",
        "opts": Comment._meta,
        "decision": decision,
        "address": reverse("admin:comments_comment_decide", args=[name]),
        "comments": comments,
        "refusal": refusal,
        "reason": reason,
        "rules": HouseRule.choices,
        "rule": request.POST.get("rule", ""),
        "is_public": name == "remove",
    }
    status = HTTPStatus.OK
    if refusal:
        missing = isinstance(refusal, ReasonMissing)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if missing else HTTPStatus.CONFLICT
    request.current_app = site.name
    return TemplateResponse(request, "admin/comments/comment/decide.html", context, status=status)


def _counted(comments: list[Comment]) -> str:
    return "1 comment" if len(comments) == 1 else f"{len(comments)} comments"


def _named(values: list[str], user: User) -> list[Comment]:
    """The comments of `id:revision` pairs, each as old as the form says.

    Raises Http404 for others, and for those that the user may not see.
    """
    seen: dict[int, int] = {}
    for value in values[:MOST_AT_ONCE]:
        comment_id, _, revision = value.partition(":")
        if not (comment_id.isdecimal() and revision.isdecimal()):
            raise Http404
        seen[int(comment_id)] = int(revision)
    named = Comment.objects.filter(pk__in=seen).select_related("thread__article")
    comments = list(allowed(named, user, "comment.view").order_by("pk"))
    if not comments or len(comments) != len(seen):
        raise Http404
    for comment in comments:
        comment.revision_number = seen[comment.pk]
    return comments


def _back(outcome: Outcome) -> str:
    if len(outcome.decided) == 1 and not outcome.refused:
        return reverse("admin:comments_comment_change", args=[outcome.decided[0].pk])
    return reverse("admin:comments_comment_changelist")
