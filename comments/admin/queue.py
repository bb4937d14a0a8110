"""The queue's pages: what waits, one decision at a time, and all comments of one author at once.

Every button is part of a form that works without JavaScript; `queue.js` adds the keys.
"""

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comments.admin.queue_acts import ACTS, Sent, carry_out, undo_last
from comments.house_rules import HouseRule
from comments.models import Comment
from comments.moderation import DECISIONS
from comments.queue.authors import DAY, MOST, WAITING, WEEK, comments_of
from comments.queue.cards import cards_of, records_of
from comments.queue.claiming import LEASE, RIGHT, claim, release, renew, situation, take_skips_back
from comments.refusals import DecisionRefused, ReasonMissing
from newsportal.accounts.rights import allowed, can, require

QUEUE = "admin:comments_queue"
KEYS = {
    "J": "next comment",
    "K": "comment before",
    "A": "approve, or keep what was reported",
    "H": "hide",
    "R": "remove or reject, with a reason",
    "S": "mark as spam",
    "P": "approve and pick",
    "W": "warn, mute or ban its author",
    "B": "all comments of its author",
    "N": "skip",
    "U": "undo the last decision",
    "?": "show or hide this list",
}


def urls_of(site: AdminSite) -> list[URLPattern]:
    """The queue's addresses in the admin."""
    views = (
        ("comments/queue/", queue_view, "comments_queue"),
        ("comments/queue/act/", act_view, "comments_queue_act"),
        ("comments/queue/undo/", undo_view, "comments_queue_undo"),
        ("comments/queue/hold/", hold_view, "comments_queue_hold"),
        ("comments/queue/author/<int:comment_id>/", author_view, "comments_queue_author"),
    )
    return [
        path(address, site.admin_view(partial(view, site=site)), name=name)
        for address, view, name in views
    ]


def queue_view(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """The comments that this moderator now holds, the most urgent first."""
    return _page(request, site=site)


def _page(
    request: HttpRequest, *, site: AdminSite, sent: Sent | None = None, refusal: str = ""
) -> HttpResponse:
    user = require(request.user, RIGHT)
    now = timezone.now()
    keys = claim(user, now=now)
    if sent is not None and sent.comment.pk not in keys:
        keys = [sent.comment.pk, *keys]
    last = request.session.get("queue_last")
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Moderate",
        "opts": Comment._meta,
        "cards": cards_of(keys, now=now),
        "situation": situation(user, now=now),
        "rules": HouseRule.choices,
        "keys": KEYS,
        "may_pick": can(user, "comment.pick"),
        "may_sanction": can(user, "sanction.impose"),
        "last": last,
        "sent": sent,
        "refusal": refusal,
        "until": (now + LEASE).isoformat(),
    }
    request.current_app = site.name
    status = HTTPStatus.OK
    if refusal:
        is_typed = sent is not None and sent.is_incomplete
        status = HTTPStatus.UNPROCESSABLE_ENTITY if is_typed else HTTPStatus.CONFLICT
    template = "admin/comments/queue/queue.html"
    return TemplateResponse(request, template, context, status=status)


@require_POST
def act_view(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """Do what was pressed about one comment; a refusal comes back with what was typed."""
    user = require(request.user, RIGHT)
    sent = Sent.read(request.POST, _named(request, request.POST.get("comment", "")))
    if sent.act not in ACTS:
        raise Http404
    try:
        done = carry_out(sent, by=user, now=timezone.now())
    except DecisionRefused as refusal:
        sent.is_incomplete = isinstance(refusal, ReasonMissing)
        return _page(request, site=site, sent=sent, refusal=str(refusal))
    messages.success(request, done.words)
    request.session["queue_last"] = done.to_undo
    return HttpResponseRedirect(reverse(QUEUE))


@require_POST
def undo_view(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """Take back the last decision of this moderator in the queue."""
    user = require(request.user, RIGHT)
    last = request.session.pop("queue_last", None)
    if last is not None:
        try:
            messages.success(request, undo_last(last, by=user, now=timezone.now()))
        except DecisionRefused as refusal:
            messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse(QUEUE))


@require_POST
def hold_view(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """Hold on to the batch, give it back, or take skipped comments back, as `do` says."""
    user = require(request.user, RIGHT)
    match request.POST.get("do"):
        case "renew":
            until = renew(user, now=timezone.now())
            return HttpResponse(until.isoformat(), content_type="text/plain")
        case "leave":
            release(user, until=_instant(request.POST.get("until", "")))
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        case "release":
            release(user)
            return HttpResponseRedirect(reverse("admin:index"))
        case "unskip":
            take_skips_back(user)
            return HttpResponseRedirect(reverse(QUEUE))
    raise Http404


def _instant(text: str) -> datetime:
    """The time that a page was given; raises Http404 for what is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if at.tzinfo is None:
        raise Http404
    return at


def author_view(request: HttpRequest, comment_id: int, *, site: AdminSite) -> HttpResponse:
    """All comments of one author, and one decision about those that are ticked."""
    user = require(request.user, RIGHT)
    now = timezone.now()
    comment = get_object_or_404(allowed(_readable(), user, "comment.view"), pk=comment_id)
    span = request.GET.get("span", WAITING)
    ours = allowed(Comment.objects.all(), user, RIGHT)
    comments = comments_of(comment, span=span, now=now)
    theirs = set(ours.filter(pk__in=[one.pk for one in comments]).values_list("pk", flat=True))
    context = {
        **site.each_context(request),
        "title": f"All of {comment.nickname}",
        "opts": Comment._meta,
        "comment": comment,
        "comments": [one for one in comments if one.pk in theirs],
        "record": records_of([comment], now=now).get(comment.author_key),
        "span": span,
        "spans": [(WAITING, "What waits"), (DAY, "24 hours"), (WEEK, "7 days")],
        "most": MOST,
        "rules": HouseRule.choices,
        "decisions": DECISIONS.items(),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/comments/queue/author.html", context)


def _named(request: HttpRequest, value: str) -> Comment:
    """The comment of `id:revision`, as old as the form says; raises Http404."""
    key, _, revision = value.partition(":")
    if not (key.isdecimal() and revision.isdecimal() and len(key) <= 18 and len(revision) <= 9):
        raise Http404
    user = require(request.user, RIGHT)
    readable = allowed(_readable(), user, "comment.view")
    comment: Comment = get_object_or_404(readable, pk=int(key))
    comment.revision_number = int(revision)
    return comment


def _readable() -> Any:
    return Comment.objects.select_related("thread__article__section", "reader").defer(
        "thread__article__body"
    )
