"""The form of an article: what is typed, cleaned, and never saved over a newer text unasked."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.html import strip_tags
from django.utils.text import slugify

from articles.admin.body_widget import BodyWidget
from articles.admin.refusing import RefusableForm
from articles.editing import StaleVersion
from articles.lasting_links import by_identity
from articles.models import Article
from articles.sanitising import cleaned

PICTURE = {"picture", "picture_caption"}


class ArticleForm(RefusableForm[Article]):
    """A working copy as it was opened at a version.

    The form is stale if the article was saved since. It is then refused and stays as typed, until the
    editor has put both texts together, which makes it a form of the version that was shown: so a third
    text, saved while two were being compared, is not overwritten either. A form that is only shown
    holds what somebody typed, finds no fault with it, and is not saved.
    """

    # What was sent without having been offered, a sentence each.
    forbidden: ClassVar[list[str]] = []
    is_only_shown = False

    opened_version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    revision_note = forms.CharField(
        label="What you changed",
        max_length=300,
        required=False,
        help_text="For colleagues; readers don't see it.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Article
        fields = (
            "headline",
            "slug",
            "section",
            "standfirst",
            "dateline",
            "body",
            "picture",
            "picture_caption",
        )
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vLargeTextField", "data-count": "200"}),
            "standfirst": forms.Textarea(
                attrs={"rows": 3, "class": "vLargeTextField", "data-count": "400"}
            ),
            "body": BodyWidget(),
            "picture_caption": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_stale = False
        # What of the typed or pasted text was not taken over, a sentence each.
        self.body_notes: list[str] = []
        self.stored_version = self.instance.version
        self.initial["opened_version"] = self.stored_version
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def full_clean(self) -> None:
        if self.is_bound and self.is_only_shown:
            self._errors, self.cleaned_data = ErrorDict(), {}
            self.is_stale = self.data.get("opened_version") != str(self.stored_version)
            return
        super().full_clean()

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_only_shown

    def _get_validation_exclusions(self) -> set[str]:
        """What stayed as it is was valid when it was stored; a caption is judged with its picture."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        if self.instance.pk is None:
            return excluded
        changed = set(self.changed_data)
        if changed & PICTURE:
            changed |= PICTURE
        return excluded | (self.fields.keys() - changed)

    def clean_slug(self) -> str:
        """Made from the headline where nothing was typed, as the browser does while one types."""
        slug: str = self.cleaned_data["slug"]
        if slug:
            return slug
        made: str = slugify(self.cleaned_data.get("headline", ""))[:120].strip("-")
        if not made:
            raise ValidationError("Write the slug in Latin letters, such as pardon-in-minsk.")
        return made

    def clean_standfirst(self) -> str:
        """One line, however it was broken while it was typed."""
        return " ".join(self.cleaned_data["standfirst"].split())

    def clean_picture_caption(self) -> str:
        """One line too."""
        return " ".join(self.cleaned_data["picture_caption"].split())

    def clean_body(self) -> str:
        """The text as it may be stored; marks without words are no text."""
        body = cleaned(self.cleaned_data["body"])
        if not strip_tags(body.html).strip():
            raise ValidationError("Write the text of the article.", code="required")
        self.body_notes = body.notes
        return by_identity(body.html)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for words in self.forbidden:
            self.add_error(None, words)
        opened = self.cleaned_data.get("opened_version")
        if self.stored_version and opened != self.stored_version:
            self.is_stale = True
            if not self.refusal:
                self.add_error(None, str(StaleVersion(self.stored_version, opened or 0)))
        return cleaned
