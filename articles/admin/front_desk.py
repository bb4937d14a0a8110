"""The desk of a page: its slots, arranged step by step, looked at, and published as one act.

Every button sends the whole form. What was sent is kept at once for this editor, then the page is shown
anew; so nothing is lost when a window is closed, and all of it works without JavaScript.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.front_board import board_of
from articles.admin.front_forms import DeskForm, form_of_time
from articles.admin.front_moves import (
    Move,
    at_time,
    moved,
    said_of,
    taking_back,
    upon_what_stands,
)
from articles.arranging.acts import arrange
from articles.arranging.pending import Preparation, discard, keep, preparation
from articles.arranging.refusals import (
    ArrangingRefused,
    StaleArrangement,
    StoryUnknown,
    TimeHasPassed,
)
from articles.arranging.standing import instants, standing
from articles.arranging.stories import admitted, find_stories, known_stories
from articles.models import Arrangement, Placement, Section
from articles.models.placement import FRONT_PAGE
from articles.refusals import in_words
from newsportal.accounts.models import User
from newsportal.accounts.rights import require

RIGHT = "placement.arrange"


@dataclass(frozen=True)
class Page:
    """A page that can be arranged: its key, its section if it is not the front page, and its name."""

    key: int
    section: Section | None

    @property
    def name(self) -> str:
        """As the desk calls it."""
        return self.section.name if self.section else "Front page"

    @property
    def public_path(self) -> str:
        """Where readers find it."""
        return self.section.url if self.section else reverse("front")


def page_for(request: HttpRequest, key: int) -> tuple[Page, User]:
    """The page with that key, for somebody who may arrange it; raises RightMissing or Http404."""
    section = None if key == FRONT_PAGE else Section.objects.filter(pk=key).first()
    if key != FRONT_PAGE and section is None:
        raise Http404("There is no such page.")
    return Page(key, section), require(request.user, RIGHT, Placement(section=section))


def address_of(page: Page, **asked: str) -> str:
    """The desk of a page."""
    address = reverse("admin:articles_placement_desk", args=[page.key])
    given = {name: value for name, value in asked.items() if value}
    return f"{address}?{urlencode(given)}" if given else address


def desk_view(request: HttpRequest, key: int, *, site: AdminSite) -> HttpResponse:
    """Show what is prepared; on POST, do what the pressed button says."""
    page, user = page_for(request, key)
    now = timezone.now()
    if request.method != "POST":
        prepared = preparation(page.key, editor=user, now=now)
        return _show(request, page, user, prepared, site=site, now=now)
    form = DeskForm(request.POST)
    sent, refusal = _read(form, page, user, now=now)
    if sent is not None:
        try:
            return _do(request, page, user, sent, now=now)
        except ArrangingRefused as error:
            keep(page.key, sent, editor=user)
            refusal = error
    prepared = preparation(page.key, editor=user, now=now)
    typed = None if sent else form
    return _show(request, page, user, prepared, site=site, now=now, form=typed, refusal=refusal)


def _read(
    form: DeskForm, page: Page, user: User, *, now: datetime
) -> tuple[Preparation | None, ArrangingRefused | None]:
    """What was sent, or nothing and why it can't be taken, as far as no field says it."""
    try:
        return (_sent(form, page, user, now=now) if form.is_valid() else None), None
    except ArrangingRefused as refusal:
        return None, refusal


def _sent(form: DeskForm, page: Page, user: User, *, now: datetime) -> Preparation:
    """What the form holds, for the time that it names. Raises ArrangingRefused."""
    shown_at = form.when.cleaned_data["shown_at"]
    if shown_at and shown_at <= now:
        shown_at = None
    seen = standing(page.key, at=shown_at or now)
    prepared = Preparation(shown_at, seen, form.plan, form.when.cleaned_data["base"])
    _check_stories(prepared.plan.stories - seen.plan.stories, user=user, now=now)
    at = form.when.cleaned_data["at"]
    if at is not None and at <= now:
        raise TimeHasPassed(now)
    if at == shown_at:
        return prepared
    if form.is_final:
        # What stands at that time may be something else than what was shown: then it is refused.
        return replace(prepared, starts_at=at, stands=standing(page.key, at=at or now))
    return at_time(prepared, page.key, at=at, now=now)


def _check_stories(keys: frozenset[int], *, user: User, now: datetime) -> None:
    if keys and keys != admitted(keys, user=user, now=now):
        raise StoryUnknown


def _do(
    request: HttpRequest, page: Page, user: User, prepared: Preparation, *, now: datetime
) -> HttpResponse:
    """Do what the button says and go back to the desk. Raises ArrangingRefused."""
    word, _, rest = request.POST.get("do", "").partition(":")
    asked = request.POST.get("q", "").strip()
    anchor = ""
    if word == "publish":
        act = arrange(page.key, prepared.plan, by=user, base=prepared.base, at=prepared.starts_at)
        discard(page.key, editor=user)
        words = f"from {in_words(act.starts_at)} on" if prepared.starts_at else "now"
        messages.success(request, f"Published: readers see this arrangement {words}.")
        asked = ""
    elif word == "discard":
        discard(page.key, editor=user)
        messages.info(request, "Your changes are thrown away. This is the page as it stands.")
    else:
        changed, anchor = _changed(request, page, user, prepared, now=now, rest=rest)
        keep(page.key, changed, editor=user)
    return HttpResponseRedirect(address_of(page, q=asked) + anchor)


def _changed(
    request: HttpRequest,
    page: Page,
    user: User,
    prepared: Preparation,
    *,
    now: datetime,
    rest: str,
) -> tuple[Preparation, str]:
    """What is prepared after a button that publishes nothing, and where to look then."""
    said = request.POST.get("do", "") or "keep"
    if said.startswith("look:"):
        at = _instant(rest)
        return at_time(prepared, page.key, at=at if at and at > now else None, now=now), ""
    if said == "mine":
        return upon_what_stands(prepared), ""
    if said == "takeback":
        return taking_back(prepared), ""
    move = Move.read(said, request.POST.get("target", ""))
    plan = moved(prepared.plan, move)
    _check_stories(plan.stories - prepared.plan.stories, user=user, now=now)
    stories = known_stories({move.story}, at=prepared.stands.at, now=now)
    if words := said_of(move, plan, stories):
        messages.info(request, words)
    anchor = f"#story-{move.story}" if move.story in plan.stories else ""
    return replace(prepared, plan=plan), anchor


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _show(
    request: HttpRequest,
    page: Page,
    user: User,
    prepared: Preparation,
    *,
    site: AdminSite,
    now: datetime,
    form: DeskForm | None = None,
    refusal: ArrangingRefused | None = None,
) -> HttpResponse:
    at = prepared.stands.at
    query = request.POST.get("q") or request.GET.get("q", "")
    acts = Arrangement.objects.on_page(page.key).select_related("created_by")
    board = board_of(page.key, prepared, now=now, forms=form.slots if form else None)
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": f"Arrange: {page.name}",
        "opts": Placement._meta,
        "page": page,
        "board": board,
        "prepared": prepared,
        "when": form.when if form else form_of_time(prepared.starts_at, base=prepared.base),
        "refusal": refusal,
        "query": query,
        "found": find_stories(query, user=user, at=at, now=now),
        "target": request.POST.get("target", ""),
        "instants": instants(page.key, after=now),
        "begins_here": any(row.starts_at == prepared.starts_at for row in prepared.stands.rows),
        "last": acts.latest_first().first(),
    }
    request.current_app = site.name
    return TemplateResponse(
        request,
        "admin/articles/placement/desk.html",
        context,
        status=_status(refusal, is_refused=form is not None),
    )


def _status(refusal: ArrangingRefused | None, *, is_refused: bool) -> HTTPStatus:
    if isinstance(refusal, StaleArrangement):
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if refusal or is_refused else HTTPStatus.OK
