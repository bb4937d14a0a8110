"""The pages of an account that allauth doesn't have."""

from urllib.parse import urlencode, urlsplit

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from newsportal.accounts.models import User
from newsportal.http.page_classes import personal


@personal
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What somebody can do with their account; others sign in, and come back to where they were."""
    if not request.user.is_authenticated:
        came_from = _page_of(request, request.headers.get("Referer", ""))
        query = urlencode({"next": came_from or request.path})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
    return render(request, "account/home.html", _facts(request))


@personal
@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """The menu of the masthead, for the script that opens it; `next` is the page that it stands on."""
    here = _page_of(request, request.build_absolute_uri(request.GET.get("next", "")))
    return render(request, "account/menu.html", _facts(request) | {"here": here})


def _facts(request: HttpRequest) -> dict[str, object]:
    user = request.user if isinstance(request.user, User) else None
    return {
        "user": user,
        "is_staff": bool(user and user.is_staff),
        "lacks_second_factor": bool(user and user.lacks_second_factor),
    }


def _page_of(request: HttpRequest, address: str) -> str:
    """The path of a page of this site, without what leads here again; empty for any other address."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return ""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "" if path.startswith("/account/") else path


@personal
@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign one's own account out in another browser."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    session.end()
    messages.success(request, "The account is signed out there.")
    return HttpResponseRedirect(reverse("usersessions_list"))
