"""Opening and closing the comments of an article: in a list of their own, and on the article's form."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.article import add_inline
from articles.admin.generic import BaseInlineFormSet, StackedInline
from articles.admin.local_time import NewsroomTimeField
from articles.admin.refusing import RefusableForm, RefusingAdmin
from articles.models import Article
from comments.admin.hours import PAST_MIDNIGHT, DaysField, HourField
from comments.models import Thread
from comments.opening import SETTINGS, read_opening
from comments.opening_words import closing_words
from comments.threads import set_thread
from newsportal.accounts.models import User

AS_SECTION = "As its section has it"


class ThreadForm(RefusableForm[Thread]):
    """The mode and the hours. It writes nothing else: counters may have changed meanwhile."""

    by: User
    opens_at = NewsroomTimeField(required=False, label="Open from", help_text="Empty: at once.")
    closes_at = NewsroomTimeField(
        required=False, label="Open until", help_text="Empty: as many days as below."
    )
    close_after = DaysField(
        least=0,
        help_text="Empty: as its section has it. 0: no end. Not together with a time above.",
    )
    open_from = HourField(
        label="Daily from",
        help_text="Both empty: as its section has it. The same hour twice: day and night.",
    )
    open_until = HourField(label="Daily until", help_text=PAST_MIDNIGHT)

    class Meta:
        model = Thread
        fields = SETTINGS
        widgets: ClassVar = {"mode": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mode = self.fields.get("mode")
        if self.instance._state.adding and mode is not None:
            # The section is not known before the article is stored.
            mode.required, self.initial["mode"] = False, ""
            mode.choices = [("", AS_SECTION), *Thread.Mode.choices]  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Thread:
        if commit:
            return save_settings(self.instance, by=self.by)
        return super().save(commit=False)


def save_settings(thread: Thread, *, by: User) -> Thread:
    """Store what the form changed."""
    return set_thread(
        thread.article_id, by=by, **{name: getattr(thread, name) for name in SETTINGS}
    )


class InForce:
    """What all that is set comes to, in the words that readers see."""

    @admin.display(description="In force now")
    def in_force(self, thread: Thread) -> str:
        if thread.article_id is None:
            return "What its section has."
        now = timezone.now()
        opening = read_opening(thread.article_id, at=now)
        said = closing_words(opening, at=now) or "Comments are open, without an end."
        return f"{opening.thread.get_mode_display()}. {said if opening.is_shown else ''}"


class ThreadRow(InForce, StackedInline[Thread, Article]):
    """The thread on its article's form. One that was not touched is not stored."""

    model = Thread
    form = ThreadForm
    right_name = "thread.change"
    fields = (*SETTINGS, "in_force")
    readonly_fields = ("in_force",)
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
class ThreadAdmin(InForce, RefusingAdmin[Thread]):
    """The threads that have comments or a mode of their own."""

    form = ThreadForm
    fields = ("article", *SETTINGS, "in_force", "visible_count", "last_comment_at")
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
        counted = ["in_force", "visible_count", "last_comment_at"]
        return ["article", *counted] if obj else counted

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return ["article"]

    def save_model(self, request: HttpRequest, obj: Thread, form: Any, change: bool) -> None:
        save_settings(obj, by=request.user)  # type: ignore[arg-type]


add_inline(ThreadRow)
