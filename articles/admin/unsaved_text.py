"""The article's form with what is typed and not saved: offered, restored, put together, never lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path, reverse

from articles.admin.compare_view import compare_view
from articles.admin.keeping import (
    forget_saved,
    form_of,
    is_saved,
    keep_typed,
    keeping_for_the_signed_out,
)
from articles.admin.newer_text import newer_text, with_choices
from articles.admin.presence import people
from articles.admin.restore_view import restore_view
from articles.admin.unsaved_view import unsaved_view
from articles.admin.versions import UNSAVED, WORKING
from articles.admin.windows import FIELD, new_token, window_of
from articles.models import Article, OpenForm
from articles.unsaved import Window, close, forget_text, forms_about, is_open, unsaved_texts

FORMS = {"articles_article_add", "articles_article_change"}
RESTORE, THROW_AWAY, MERGE = "_restore", "_throw_away", "_merge"


@dataclass(frozen=True)
class Offer:
    """An unsaved text that its author may go on with."""

    form: OpenForm
    headline: str
    is_open_elsewhere: bool
    compare_address: str


class KeepsUnsavedText:
    """Shows a form as it was typed, without saving it, and keeps what a refused save said."""

    admin_site: AdminSite

    def get_urls(self) -> list[URLPattern]:
        """Where an open form tells of itself, and where its versions are compared and restored."""
        further: tuple[tuple[str, str, Any], ...] = (
            ("unsaved", "unsaved/", unsaved_view),
            ("compare", "<path:object_id>/compare/", partial(compare_view, site=self.admin_site)),
            (
                "restore",
                "<path:object_id>/restore/<int:number>/",
                partial(restore_view, admin=self),
            ),
        )
        forms: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        for one in forms:
            if one.name in FORMS:
                one.callback = keeping_for_the_signed_out(one.callback, self.admin_site)
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
                for name, route, view in further
            ),
            *forms,
        ]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        posted = request.POST
        if request.method == "POST" and (shown := self._asked_for(request, object_id)) is not None:
            _keep(posted, is_left=shown.get(FIELD) != posted.get(FIELD))
            request.shows_unsaved = True  # type: ignore[attr-defined]
            request.POST = shown  # type: ignore[assignment]
        response: HttpResponse = super().changeform_view(  # type: ignore[misc]
            request, object_id, *args, **kwargs
        )
        if request.method == "POST" and response.status_code != 302:
            _keep(request.POST)
        return response

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        form.is_only_shown = getattr(request, "shows_unsaved", False)
        return form

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        if getattr(request, "shows_unsaved", False):
            for formset in formsets:
                _only_show(formset)
        return formsets, inlines

    def save_related(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().save_related(request, *args, **kwargs)  # type: ignore[misc]
        forget_saved(request.POST, request.user)

    def unsaved_context(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """What the form's page shows of all this."""
        user: Any = request.user
        stored = _stored(form)
        window = window_of(request.POST) if request.method == "POST" else None
        forms = forms_about(stored, user)
        return {
            "window": request.POST.get(FIELD) if window else new_token(user, stored),
            "continues": request.POST.get("continues", ""),
            "people": people(forms, user) if stored else [],
            "offers": list(
                _offers(
                    [form for form in forms if form.user_id == user.pk],
                    stored,
                    request.POST,
                    window,
                )
            ),
            "newer": newer_text(stored, request.POST) if stored and form.is_stale else None,
        }

    def _asked_for(self, request: HttpRequest, object_id: str | None) -> QueryDict | None:
        """The form that one of the buttons asks to be shown; None if the form is to be saved."""
        admin: Any = self
        posted = request.POST
        article = admin.get_object(request, unquote(object_id)) if object_id else None
        if MERGE in posted and article:
            messages.info(request, "Nothing is saved yet. Look at the text below, then save it.")
            return _put_together(article, posted, request.user)
        texts = unsaved_texts(request.user, article.pk if article else None)  # type: ignore[arg-type]
        chosen = posted.get(RESTORE) or posted.get(THROW_AWAY) or ""
        text = texts.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if THROW_AWAY in posted:
            if text:
                forget_text(text.user, text.pk)
            messages.info(request, "The unsaved text was thrown away.")
            return posted.copy()
        if RESTORE in posted and text:
            messages.info(request, "Your unsaved text stands in the form. It is still not saved.")
            return form_of(text)
        return posted.copy() if RESTORE in posted else None


def _put_together(article: Article, posted: QueryDict, user: Any) -> QueryDict:
    """The form of both versions. If it leaves something typed out, that waits as a text of its own."""
    data, leaves_out = with_choices(article, posted)
    if leaves_out:
        data[FIELD] = new_token(user, article)
    return data


def _keep(posted: QueryDict, *, is_left: bool = False) -> None:
    """Keep what was typed. A window is left where another text takes its place."""
    if window := window_of(posted):
        keep_typed(posted, window)
        if is_left:
            close(window)


def _stored(form: Any) -> Article | None:
    """The article as it is stored; a form that was sent has changed the one in hand."""
    article: Article = form.instance
    if form.is_bound:
        return Article.objects.filter(pk=article.pk).first()
    return article if article.pk else None


def _offers(
    forms: list[OpenForm], article: Article | None, posted: QueryDict, window: Window | None
) -> Iterator[Offer]:
    """The unsaved texts that say something new, besides that of the form itself."""
    continued = posted.get("continues", "").partition("@")[0]
    for form in forms:
        is_own = window is not None and window.key == form.window
        if is_own or form.text_at is None or str(form.pk) == continued:
            continue
        said = form_of(form)
        if not is_saved(said, Window(form.window, form.user, form.article_id, form.opened_version)):
            yield Offer(form, said.get("headline", ""), is_open(form), _comparison(article, form))


def _comparison(article: Article | None, form: OpenForm) -> str:
    if article is None:
        return ""
    address = reverse("admin:articles_article_compare", args=[article.pk])
    return f"{address}?old={WORKING}&new={UNSAVED}{form.pk}"


def _only_show(formset: Any) -> None:
    """Let rows be shown as they were typed, with no word about what they lack."""
    for form in formset.forms:
        form._errors, form.cleaned_data = ErrorDict(), {}
    formset._errors = [form._errors for form in formset.forms]
    formset._non_form_errors = ErrorList()
