"""What a reader who reports a comment fills in: by house rule, or as illegal content."""

from typing import Any

from django import forms

from comments.filing import Complaint, IllegalContent
from comments.forms import CleanedField
from comments.house_rules import HouseRule
from comments.text import LONGEST_TEXT, TextRefused, clean_text, has_visible

LONGEST_LINE = 200
EMAIL_MISSING = "Write an email address, such as anna@example.org."
MISSING = "It is not sent yet. Please look at what is marked below; your text is kept."


def clean_words(typed: str) -> str:
    """An explanation as it is stored, "" where there is none; raises TextRefused if it is too long."""
    words = typed.replace("\0", "")
    return clean_text(words) if has_visible(words) else ""


def clean_line(typed: str) -> str:
    """A line as it is stored; raises TextRefused if it is too long."""
    line = " ".join(clean_words(typed).split())
    if len(line) > LONGEST_LINE:
        raise TextRefused(
            f"This has at most {LONGEST_LINE} characters; yours has {len(line):,}. Shorten it."
        )
    return line


class ReportForm(forms.Form):
    """What both lanes share: the words at the head of a form that was refused."""

    @property
    def alert(self) -> str:
        """What went wrong, before the fields say it one by one; "" for a form that is fresh."""
        if not self.errors:
            return ""
        general = self.non_field_errors()
        return str(general[0]) if general else MISSING

    def said(self) -> Complaint | IllegalContent:
        """What a valid form says."""
        raise NotImplementedError


class HouseRuleForm(ReportForm):
    """Which house rule a comment breaks, and perhaps how."""

    rule = forms.ChoiceField(
        choices=HouseRule.choices,
        label="What is wrong with it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong with the comment."},
    )
    text = CleanedField(
        rule=clean_words,
        required=False,
        label="What should the moderators know?",
        help_text="They see the comment and the story. Only they read this.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> None:
        """Something else has to be said in words."""
        rule, text = self.cleaned_data.get("rule"), self.cleaned_data.get("text")
        if rule and text == "" and HouseRule(rule).needs_words:
            self.add_error("text", "Say in a few words what is wrong.")

    def said(self) -> Complaint:
        return Complaint(HouseRule(self.cleaned_data["rule"]), self.cleaned_data["text"])


class IllegalContentForm(ReportForm):
    """What a notice of illegal content has to hold (Art. 16(2) DSA)."""

    text = CleanedField(
        rule=clean_words,
        label="Why do you think it is illegal?",
        help_text=(
            f"Say which words you mean and what makes them illegal; at most {LONGEST_TEXT:,} characters. "
            "The moderators read this."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    law = CleanedField(
        rule=clean_line,
        required=False,
        label="Which law does it break?",
        help_text="If you know it. A country and a paragraph are enough.",
    )
    is_child_abuse = forms.BooleanField(
        required=False,
        label="It is about the sexual abuse of children. I need not say who I am.",
    )
    name = CleanedField(
        rule=clean_line,
        label="Your name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your email address",
        help_text="For the receipt and the decision. The author of the comment never learns it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": EMAIL_MISSING},
    )
    good_faith = forms.BooleanField(
        label="I believe in good faith that what I write here is accurate and complete.",
        error_messages={"required": "We can take your notice only if you can say this."},
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        may_be_nameless = "is_child_abuse" in self.data
        self.fields["name"].required = self.fields["email"].required = not may_be_nameless

    def clean(self) -> None:
        """A name and an address are needed, but for the offences of Art. 16(2)(c)."""
        values = self.cleaned_data
        if values.get("text") == "":
            self.add_error("text", "Say why you think that it is illegal.")
        given = values.get("name"), values.get("email")
        if values.get("is_child_abuse") and given == ("", ""):
            return
        if values.get("name") == "":
            self.add_error("name", "Write your name.")
        if values.get("email") == "":
            self.add_error("email", EMAIL_MISSING)

    def said(self) -> IllegalContent:
        values = self.cleaned_data
        return IllegalContent(
            text=values["text"],
            address=self.address,
            law=values["law"],
            name=values["name"],
            email=values["email"],
        )
