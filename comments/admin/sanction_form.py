"""The form with which an author is sanctioned."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError

from comments.house_rules import HouseRule
from comments.models import Comment, Sanction
from comments.sanctions import LONGEST_REASON, WHOLE_SITE, Where
from comments.statements import Ground

FOR_GOOD = "for_good"
LASTING = {
    "1": "1 day",
    "3": "3 days",
    "7": "1 week",
    "30": "30 days",
    "90": "90 days",
    FOR_GOOD: "For good",
}
KINDS = [
    ("warn", "Warn: must be read before the next comment"),
    ("mute", "Mute: no comments for a while"),
    ("premoderate", "Moderate first: comments wait for a moderator"),
    ("ban", "Ban: no comments, for a while or for good"),
]


class SanctionForm(forms.Form):
    """What, for how long, where and why. `where` offers the places of the comment that it is about."""

    kind = forms.ChoiceField(choices=KINDS, label="What", widget=forms.RadioSelect)
    lasts = forms.ChoiceField(
        choices=list(LASTING.items()),
        label="How long",
        initial="7",
        help_text="A warning lasts until its author has read it.",
    )
    where = forms.ChoiceField(choices=[("site", "On the whole site")], label="Where")
    rule = forms.ChoiceField(
        choices=[("", "No rule of the list"), *HouseRule.choices],
        required=False,
        label="House rule",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "maxlength": None}),
        help_text="Its author reads it. At most 300 characters.",
        error_messages={"required": "Write a reason; its author reads it."},
    )

    def __init__(self, *args: object, comment: Comment | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._comment = comment
        if comment is not None:
            article = comment.thread.article
            where: forms.ChoiceField = self.fields["where"]  # type: ignore[assignment]
            where.choices = [
                ("site", "On the whole site"),
                ("section", f"In {article.section.name}"),
                ("article", "On this article"),
            ]

    def clean(self) -> None:
        """Only what may last for good lasts for good."""
        kind, lasts = self.cleaned_data.get("kind"), self.cleaned_data.get("lasts")
        if kind == Sanction.Kind.MUTE and lasts == FOR_GOOD:
            self.add_error("lasts", ValidationError("A mute has an end; a ban may be for good."))

    def until(self, *, now: datetime) -> datetime | None:
        """When it ends by itself."""
        lasts = self.cleaned_data["lasts"]
        if lasts == FOR_GOOD or self.cleaned_data["kind"] == Sanction.Kind.WARN:
            return None
        return now + timedelta(days=int(lasts))

    @property
    def scope(self) -> Where:
        """Where it counts."""
        chosen = self.cleaned_data["where"]
        if self._comment is None or chosen == "site":
            return WHOLE_SITE
        article = self._comment.thread.article
        return Where(section=article.section) if chosen == "section" else Where(article=article)

    @property
    def ground(self) -> Ground:
        """The rule that was broken, if one of the list was."""
        return Ground(rule=self.cleaned_data["rule"])
