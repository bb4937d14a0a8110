"""What is asked before an article is handed over, or held back by an embargo."""

from datetime import datetime

from django import forms

from articles.admin.local_time import NewsroomTimeField
from articles.admin.step_forms import StepForm, future


def _note(label: str, help_text: str, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=1000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


class SubmitForm(StepForm):
    """What the desk should know, and until when it is needed."""

    note = _note("Note for the desk", "What is still open, who has been asked. May stay empty.")
    due_at = NewsroomTimeField(
        label="Needed by",
        required=False,
        help_text="May stay empty. After that time the article is shown as overdue.",
    )

    def clean_due_at(self) -> datetime | None:
        return future(self.cleaned_data["due_at"])


class ApprovalForm(StepForm):
    """A word for whoever publishes it."""

    note = _note("Note", "For colleagues. May stay empty.")


class ReturnForm(StepForm):
    """What is to be mended."""

    note = _note(
        "What is to be mended",
        "Whoever submitted the article reads it on their desk and at the top of the article.",
        required=True,
    )


class EmbargoForm(StepForm):
    """Until when, and who asked for it."""

    until = NewsroomTimeField(label="Nobody publishes it before")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=300,
        help_text="Who asked for the embargo, for example. For colleagues; may stay empty.",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )

    def clean_until(self) -> datetime | None:
        return future(self.cleaned_data["until"])
