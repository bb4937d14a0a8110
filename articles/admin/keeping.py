"""Keeping what a form says while it is not saved."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_datetime

from articles.admin.form_data import typed_snapshot
from articles.admin.windows import FIELD, read_token, window_of
from articles.comparing import Snapshot
from articles.editing import snapshot
from articles.models import Article, OpenForm
from articles.unsaved import Window, forget, forget_text, keep, keep_nothing
from newsportal.accounts.models import User

# Names and keys of the form's own machinery, and its buttons.
NOT_KEPT = re.compile(rf"_\w+|csrfmiddlewaretoken|{FIELD}|state|continues|choice-\w+")
# A save that contains the text is among the latest versions.
LOOKED_AT = 5
# A new article with nothing but these was only opened.
SAYS_NOTHING = {"section_id", "slug"}


def keep_typed(data: QueryDict, window: Window) -> OpenForm | None:
    """Keep the text of a form unless some saved version says the same; None if nothing is unsaved."""
    if is_saved(data, window):
        keep_nothing(window)
        form = None
    else:
        form = keep(window, fields_of(data))
    forget_continued(data, window.user)
    return form


def forget_saved(data: QueryDict, user: Any) -> None:
    """Forget the unsaved text of a form that was saved, and the one that it went on from."""
    key, user_id, _ = read_token(data)
    if key and user_id == user.pk:
        forget(key, user)
        forget_continued(data, user)


def forget_continued(data: QueryDict, user: User) -> None:
    """Forget the text that was restored into this window, unless it has changed elsewhere meanwhile."""
    key, _, time = data.get("continues", "").partition("@")
    if key.isdecimal() and (text_at := _moment(time)):
        forget_text(user, int(key), text_at)


def continuing(form: OpenForm) -> str:
    """Names an unsaved text, as it was at its time, in the form that goes on from it."""
    return f"{form.pk}@{form.text_at.isoformat()}" if form.text_at else ""


def is_saved(data: QueryDict, window: Window) -> bool:
    """Whether a saved version says what the form says: the one that was opened, or a later one."""
    if window.article_id is None:
        typed = typed_snapshot(data, {})
        return not any(value for name, value in typed.items() if name not in SAYS_NOTHING)
    return any(typed_snapshot(data, one) == one for one in _saved(window))


def fields_of(data: QueryDict) -> dict[str, list[str]]:
    """Everything that somebody typed or chose in a form."""
    return {name: data.getlist(name) for name in data if not NOT_KEPT.fullmatch(name)}


def form_of(text: OpenForm) -> QueryDict:
    """The form whose text was kept, as it was sent."""
    data = QueryDict(mutable=True)
    for name, values in (text.text or {}).items():
        data.setlist(name, values)
    data["continues"] = continuing(text)
    return data


def keeping_for_the_signed_out[**P](
    view: Callable[P, HttpResponseBase], site: AdminSite
) -> Callable[P, HttpResponseBase]:
    """Keep the text of a form that arrives after its session has ended, then ask to sign in."""

    @wraps(view)
    def keeping(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request: Any = args[0]
        if request.method == "POST" and not site.has_permission(request):
            keep_signed_out(request)
        return view(*args, **kwargs)

    return keeping


def keep_signed_out(request: HttpRequest) -> OpenForm | None:
    """Keep the text of whoever opened the form, and say so."""
    window = window_of(request.POST)
    form = keep_typed(request.POST, window) if window else None
    if form:
        words = "You were signed out. What you typed is kept: sign in, and it is offered to you."
        messages.warning(request, words)
    return form


def _saved(window: Window) -> list[Snapshot]:
    article = Article.objects.get(pk=window.article_id or 0)
    later = article.revisions.filter(number__gte=window.opened_version)
    numbers = later.order_by("-number").values_list("snapshot", flat=True)
    return list(numbers[:LOOKED_AT]) or [snapshot(article)]


def _moment(words: str) -> datetime | None:
    try:
        return parse_datetime(words)
    except ValueError:
        return None
