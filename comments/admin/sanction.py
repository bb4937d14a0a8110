"""Sanctions: their list, the page that imposes one, and the button that ends one before its time."""

from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.admin.generic import StockAdmin
from articles.admin.record import ReadOnlyAdmin
from comments.admin.sanction_form import SanctionForm
from comments.models import Comment, Reader, Sanction
from comments.refusals import DecisionRefused
from comments.sanctions import end, impose
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed, can, require


class InForceFilter(admin.SimpleListFilter):
    """What binds somebody now, or all that ever did."""

    title = "in force"
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: StockAdmin[Any]) -> list[tuple[str, str]]:
        return [("yes", "In force now")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Sanction]) -> QuerySet[Sanction]:
        if self.value() != "yes":
            return queryset
        binding = Sanction.objects.in_force(at=timezone.now())
        return queryset.filter(pk__in=binding.values("pk"))


@admin.register(Sanction)
class SanctionAdmin(ReadOnlyAdmin[Sanction]):
    """Imposed and ended through `comments.sanctions`; nothing of one is edited."""

    fields = (
        "kind",
        "scope",
        "reason",
        "comment",
        "reader",
        "starts_at",
        "until",
        "created_by",
        "acknowledged_at",
        "ended_at",
        "ended_by",
    )
    readonly_fields = ("scope",)
    list_display = ("kind", "scope", "whose", "reason", "starts_at", "until", "is_binding")
    list_filter: ClassVar = [InForceFilter, "kind"]
    list_select_related = ("section", "article", "comment", "reader")
    search_fields = ("reason", "comment__nickname", "reader__display_name")
    search_help_text = "Words of the reason, or a reader's name."
    ordering = ("-pk",)
    change_form_template = "admin/comments/sanction/change_form.html"

    @admin.display(description="Where")
    def scope(self, sanction: Sanction) -> str:
        return sanction.where

    @admin.display(description="Whose")
    def whose(self, sanction: Sanction) -> str:
        if sanction.reader is not None:
            return str(sanction.reader)
        return sanction.comment.nickname if sanction.comment is not None else "–"

    @admin.display(description="In force", boolean=True)
    def is_binding(self, sanction: Sanction) -> bool:
        return sanction.is_in_force(at=timezone.now())

    def get_urls(self) -> list[URLPattern]:
        imposing = self.admin_site.admin_view(partial(impose_view, site=self.admin_site))
        ending = self.admin_site.admin_view(end_view)
        return [
            path("impose/", imposing, name="comments_sanction_impose"),
            path("<int:sanction_id>/end/", ending, name="comments_sanction_end"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        sanction: Sanction = context["original"]
        binds = sanction.is_in_force(at=timezone.now())
        context["can_end"] = binds and can(request.user, "sanction.end", sanction)
        return super().render_change_form(request, context, *args, **kwargs)


def impose_view(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """Sanction the author of `?comment=`, or the account `?reader=`; `?next=` is where to go on."""
    user = require(request.user, "sanction.impose")
    of = _whom(request, user)
    require(user, "sanction.impose", Sanction(reader=of.reader if isinstance(of, Comment) else of))
    comment = of if isinstance(of, Comment) else None
    form = SanctionForm(
        request.POST or None, comment=comment, initial={"kind": request.GET.get("kind", "warn")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            sanction = _impose(of, form, by=user)
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{sanction}.")
            return HttpResponseRedirect(_next(request))
    context = {
        **site.each_context(request),
        "title": f"Sanction {of.nickname if isinstance(of, Comment) else of}",
        "opts": Sanction._meta,
        "form": form,
        "comment": comment,
        "back": _next(request),
    }
    request.current_app = site.name
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    template = "admin/comments/sanction/impose.html"
    return TemplateResponse(request, template, context, status=status)


def _impose(of: Comment | Reader, form: SanctionForm, *, by: User) -> Sanction:
    now = timezone.now()
    return impose(
        of,
        form.cleaned_data["kind"],
        by=by,
        reason=form.cleaned_data["reason"],
        ground=form.ground,
        where=form.scope,
        until=form.until(now=now),
        now=now,
    )


def _whom(request: HttpRequest, user: User) -> Comment | Reader:
    """Whom the address names, as far as the user may see it; raises Http404."""
    named = {name: request.GET.get(name, "") for name in ("comment", "reader")}
    keys = {name: int(key) for name, key in named.items() if key.isdecimal() and len(key) <= 18}
    if "comment" in keys:
        comments = Comment.objects.select_related("thread__article__section", "reader")
        return get_object_or_404(allowed(comments, user, "comment.view"), pk=keys["comment"])
    if "reader" in keys:
        return get_object_or_404(
            allowed(Reader.objects.all(), user, "reader.view"), pk=keys["reader"]
        )
    raise Http404


def _next(request: HttpRequest) -> str:
    """Where to go on: an address of ours, or the list."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("admin:comments_sanction_changelist")


@require_POST
def end_view(request: HttpRequest, sanction_id: int) -> HttpResponse:
    """End a sanction before its time."""
    user = require(request.user, "sanction.end")
    sanction = get_object_or_404(Sanction, pk=sanction_id)
    try:
        end(sanction, by=user)
    except DecisionRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Ended: {sanction}.")
    return HttpResponseRedirect(reverse("admin:comments_sanction_change", args=[sanction_id]))
