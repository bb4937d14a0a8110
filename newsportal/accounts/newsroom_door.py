"""The way into the newsroom: its pages ask for a login here, and everybody signs in at one place."""

from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from newsportal.accounts.models import User


def lead_in(request: HttpRequest, *, may_enter: bool) -> HttpResponse:
    """Lead somebody on: to the page they want, or to what they lack for it.

    Who is not signed in signs in; a colleague without the second factor that the newsroom asks for sets
    one up; everybody else is told that their account is not one of the newsroom's.
    """
    wanted = str(request.GET.get(REDIRECT_FIELD_NAME, ""))
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = reverse("admin:index")
    if may_enter:
        return HttpResponseRedirect(wanted)
    if not isinstance(request.user, User):
        query = urlencode({REDIRECT_FIELD_NAME: wanted})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
    if request.user.lacks_second_factor:
        return HttpResponseRedirect(reverse("mfa_index"))
    return render(request, "account/not_staff.html", {"wanted": wanted}, status=403)
