"""A reader's profile: their name, what they wrote, and what they are told of by email."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comments.models import Reader
from comments.notices.choices import NoticeChoiceForm, choice_of, choose, form_of
from comments.notices.reading import unread_count
from comments.profile.forms import NameForm
from comments.profile.naming import rename
from comments.profile.own import own_comments
from comments.profile.readers import for_readers
from comments.text import TextRefused
from comments.views.answers import SeeOther
from comments.views.notices import cursor_of


@for_readers
@require_safe
def profile(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All that a reader can see and choose, on one page."""
    return _page(request, reader)


@for_readers
@require_POST
def profile_name(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Choose what one is called from now on."""
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            rename(reader, to=form.cleaned_data["display_name"])
        except TextRefused as refusal:
            form.add_error("display_name", str(refusal))
    if form.errors:
        return _page(request, reader, name=form)
    return SeeOther(f"{reverse('profile')}?saved=name")


@for_readers
@require_POST
def profile_notices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Choose what comes by email."""
    form = form_of(choice_of(reader), request.POST)
    if not form.is_valid():
        return _page(request, reader, notices=form)
    choose(reader, rhythm=form.cleaned_data["rhythm"], kinds=form.cleaned_data["kinds"])
    return SeeOther(f"{reverse('profile')}?saved=notices#notices")


@for_readers
@require_safe
def profile_comments(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What the reader wrote, the newest first."""
    page = own_comments(reader.pk, before=cursor_of(request))
    context = {
        "comments": page.rows,
        "next_page": page.next_page(request.path),
        "first_page": request.path if "before" in request.GET else None,
    }
    return render(request, "profile/comments.html", context)


def _page(
    request: HttpRequest,
    reader: Reader,
    *,
    name: NameForm | None = None,
    notices: NoticeChoiceForm | None = None,
) -> HttpResponse:
    context = {
        "reader": reader,
        "unread": unread_count(reader.pk),
        "name_form": name or NameForm(initial={"display_name": reader.display_name}),
        "notices_form": notices or form_of(choice_of(reader)),
        "saved": request.GET.get("saved", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if name or notices else HTTPStatus.OK
    return render(request, "profile/profile.html", context, status=status)
