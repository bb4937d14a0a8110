"""Asking the record of acts: by person, kind of act, row, words and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import formats, timezone

from newsportal.accounts.models import User
from newsportal.accounts.rights import can
from newsportal.accounts.rights_table import TABLE
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditEntry

ON_A_PAGE = 50
PROGRAMS = "programs"
# The kinds of acts, by what the words of acts begin with.
GROUPS = {
    "Publishing": ("article", "front", "preview"),
    "Moderation": ("comment", "thread", "discussion", "reader", "sanction", "appeal", "rule"),
    "Rights": ("user", "section", "publication"),
    "Deleting": ("row",),
}


def acts_of(group: str) -> list[Act]:
    """The acts of a kind, in the order of their list."""
    return [act for act in Act if act.partition(".")[0] in GROUPS[group]]


class Question(forms.Form):
    """What somebody wants to know. Fields that are empty leave nothing out."""

    who = forms.ChoiceField(required=False)
    act = forms.ChoiceField(required=False, label="What was done")
    words = forms.CharField(required=False, max_length=100, label="To what")
    until = forms.DateField(
        required=False,
        label="Up to the day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        who: Any = self.fields["who"]
        who.choices = [("", "Anybody"), *_people(data.get("who", "")), (PROGRAMS, "Programs")]
        act: Any = self.fields["act"]
        act.choices = [("", "Anything"), *_acts()]

    def answer(self, entries: QuerySet[AuditEntry]) -> list[AuditEntry]:
        """The acts that are asked for, the latest first, and one more than a page has."""
        asked = self.cleaned_data
        conditions = Q()
        if asked["who"]:
            key = None if asked["who"] == PROGRAMS else int(asked["who"])
            conditions &= Q(actor_key=key)
        if asked["act"]:
            group = asked["act"]
            conditions &= Q(act__in=acts_of(group) if group in GROUPS else [group])
        if asked["until"]:
            conditions &= Q(at__lt=_end_of(asked["until"]))
        if asked["words"]:
            conditions &= Q(object__icontains=asked["words"])
        if asked["kind"]:
            conditions &= Q(kind=asked["kind"], object_key=asked["key"])
        if asked["before"]:
            conditions &= Q(number__lt=asked["before"])
        return list(entries.filter(conditions).order_by("-number")[: ON_A_PAGE + 1])

    def earlier(self, last: AuditEntry) -> str:
        """The address of what was done before the last act of a page."""
        asked = {name: value for name, value in self.data.items() if value and name in self.fields}
        return f"?{urlencode(asked | {'before': last.number})}"


def _people(asked: str) -> Iterator[tuple[str, str]]:
    """Colleagues by their names, and who was asked for, though they may have left."""
    colleagues = User.objects.filter(is_staff=True)
    names = {str(user.pk): str(user) for user in colleagues.order_by("name", "email", "pk")}
    if asked.isdecimal() and asked not in names:
        latest = AuditEntry.objects.filter(actor_key=int(asked)).order_by("-number").first()
        if latest:
            names[asked] = latest.actor
    yield from names.items()


def _acts() -> Iterator[tuple[str, Any]]:
    for group in GROUPS:
        every = (group, f"{group}: all")
        yield group, [every, *((act.value, act.words) for act in acts_of(group))]


def _end_of(day: Any) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(midnight)


@dataclass(frozen=True)
class Shown:
    """An act as pages show it; `address` is that of the row, for those who may view it."""

    entry: AuditEntry
    words: str
    changes: list[tuple[str, str, str]]
    address: str


def shown(entry: AuditEntry, *, viewer: User) -> Shown:
    """An act in words, with what was before and after it."""
    return Shown(entry, words_of(entry), changes_of(entry), _address(entry, viewer))


def words_of(entry: AuditEntry) -> str:
    """What was done, also where the word is one of an earlier release."""
    return Act(entry.act).words if entry.act in set(Act) else entry.act


def changes_of(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Each fact by its name, as it was before and after."""
    before, after = entry.before or {}, entry.after or {}
    return [
        (
            name.replace("_", " ").capitalize(),
            _in_words(name, before.get(name)),
            _in_words(name, after.get(name)),
        )
        for name in {**before, **after}
    ]


def _in_words(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "–"
    if name.endswith("_at") and isinstance(value, str):
        moment = timezone.localtime(datetime.fromisoformat(value))
        return f"{formats.date_format(moment, 'j F Y, H:i:s')} {moment.tzname()}"
    return str(value)


def _address(entry: AuditEntry, viewer: User) -> str:
    right = f"{entry.kind}.view"
    if entry.act == Act.ROW_DELETED or right not in TABLE or not can(viewer, right):
        return ""
    for model in apps.get_models():
        if model._meta.model_name == entry.kind and admin.site.is_registered(model):
            return reverse(
                f"admin:{model._meta.app_label}_{entry.kind}_change", args=[entry.object_key]
            )
    return ""
