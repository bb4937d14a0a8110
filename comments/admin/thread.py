"""Opening and closing the comments of an article: in a list of their own, and on the article's form."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.admin.article import add_inline
from articles.admin.generic import BaseInlineFormSet, StackedInline
from articles.admin.local_time import NewsroomTimeField
from articles.admin.refusing import RefusableForm, RefusingAdmin
from articles.models import Article
from comments.models import Thread
from comments.threads import set_thread
from newsportal.accounts.models import User

SETTINGS = ("mode", "opens_at", "closes_at")


class ThreadForm(RefusableForm[Thread]):
    """The mode and the hours. It writes nothing else: counters may have changed meanwhile."""

    by: User
    opens_at = NewsroomTimeField(required=False, label="Open from", help_text="Empty: at once.")
    closes_at = NewsroomTimeField(required=False, label="Open until", help_text="Empty: no end.")

    class Meta:
        model = Thread
        fields = SETTINGS
        widgets: ClassVar = {"mode": forms.RadioSelect}

    def save(self, commit: bool = True) -> Thread:
        if commit:
            return save_settings(self.instance, by=self.by)
        return super().save(commit=False)


def save_settings(thread: Thread, *, by: User) -> Thread:
    """Store what the form changed."""
    return set_thread(
        thread.article_id,
        by=by,
        mode=thread.mode,
        opens_at=thread.opens_at,
        closes_at=thread.closes_at,
    )


class ThreadRow(StackedInline[Thread, Article]):
    """The thread on its article's form. One that was not touched is not stored."""

    model = Thread
    form = ThreadForm
    right_name = "thread.change"
    fields = SETTINGS
    max_num = 1
    can_delete = False
    verbose_name_plural = "Comments"

    def get_formset(
        self, request: HttpRequest, obj: Article | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Any, Any, Any]]:
        formset: Any = super().get_formset(request, obj, **kwargs)
        # The class is made anew for every request.
        formset.form.by = request.user
        return formset  # type: ignore[no-any-return]


@admin.register(Thread)
class ThreadAdmin(RefusingAdmin[Thread]):
    """The threads that have comments or a mode of their own."""

    form = ThreadForm
    fields = ("article", *SETTINGS, "visible_count", "last_comment_at")
    list_display = ("article", "mode", "opens_at", "closes_at", "visible_count", "last_comment_at")
    list_filter: ClassVar = ["mode"]
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("article__headline",)
    search_help_text = "Words of the headline."
    ordering = ("-article_id",)
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: Thread | None = None) -> tuple[str, ...]:
        return self.fields if obj else ("article", *SETTINGS)

    def get_readonly_fields(self, request: HttpRequest, obj: Thread | None = None) -> list[str]:
        counted = ["visible_count", "last_comment_at"]
        return ["article", *counted] if obj else counted

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return ["article"]

    def save_model(self, request: HttpRequest, obj: Thread, form: Any, change: bool) -> None:
        save_settings(obj, by=request.user)  # type: ignore[arg-type]


add_inline(ThreadRow)
