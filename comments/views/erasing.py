"""The page on which a reader asks to be forgotten, and the one that says how far that has come."""

from http import HTTPStatus
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from comments.authorship import author_of
from comments.models import Comment, Erasure, Reader
from comments.profile.erasing import AT_ONCE, begin, go_on
from comments.profile.forms import ErasureForm
from comments.profile.readers import for_readers
from comments.views.answers import SeeOther
from newsportal.accounts.erasing import LoginIsStaff
from newsportal.http.page_classes import personal


@for_readers
@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def profile_erase(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Say what is erased and what stays, ask whether it is meant, and do it."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, reader, form)
    extent = form.cleaned_data["extent"]
    try:
        erasure = begin(
            reader,
            request.user,  # type: ignore[arg-type]  # `for_readers` lets nobody else in
            extent=extent,
            browsers=author_of(request).browsers,
            now=timezone.now(),
        )
    except LoginIsStaff as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, reader, form)
    logout(request)
    go_on(erasure.pk, most=AT_ONCE, now=timezone.now())
    return SeeOther(reverse("erasure", args=[erasure.pk]))


@personal
@require_safe
def erasure(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far an erasure has come, for whoever has its address; they have no account any more."""
    found = get_object_or_404(Erasure, pk=key)
    return render(request, "profile/erasure.html", {"erasure": found})


def _ask(request: HttpRequest, reader: Reader, form: ErasureForm) -> HttpResponse:
    context = {
        "form": form,
        "comments": Comment.objects.filter(reader=reader).count(),
        "is_staff": bool(reader.user and reader.user.is_staff),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "profile/erase.html", context, status=status)
