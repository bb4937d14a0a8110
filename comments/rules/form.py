"""Two hidden fields of the comment form: when it was opened, and what its author was asked already."""

from datetime import timedelta

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from comments.refusals import ReadAgain
from comments.rules.judging import Sending
from comments.typed_form import TypedForm

# Long enough to write in the evening what was begun in the morning.
OLDEST = timedelta(hours=24)
MOST_ASKED = 200


def opened_now() -> str:
    """The mark of a form that is opened at this moment; it says nothing about whose it is."""
    return _signer().sign(f"{timezone.now().timestamp():.1f}")


def _signer() -> Signer:
    return Signer(salt="comments.rules.form")


class JudgedForm(TypedForm):
    """A form whose text will be judged: `sending` tells `judge` how it was sent.

    How soon it was sent is a signal and refuses nobody, nor does a missing mark, such as that of a form
    that was opened before the site was upgraded. A form that is too old renews itself and keeps what
    was typed.
    """

    opened = forms.CharField(required=False, initial=opened_now, widget=forms.HiddenInput)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def full_clean(self) -> None:
        super().full_clean()
        age = self._age() if self.is_bound else None
        if age is not None and age > OLDEST:
            self.replace("opened", opened_now())
            self.add_error(
                None,
                "This form was open for more than a day. It is fresh again, and your text is kept: "
                "please send it once more.",
            )

    def sending(self) -> Sending:
        """How it was sent, for `judge`."""
        age = self._age()
        return Sending(nudged=self._asked(), age=age, is_unopened=age is None)

    def ask(self, refusal: ReadAgain) -> None:
        """Remember in the form which rules have asked; sent again, it goes through."""
        keys = sorted({*self._asked(), *refusal.rules})
        self.replace("asked", " ".join(map(str, keys)))

    def _asked(self) -> frozenset[int]:
        words = str(self.data.get("asked", "")).split()[:MOST_ASKED]
        return frozenset(
            int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 18
        )

    def _age(self) -> timedelta | None:
        """How long ago it was opened; None where no mark of ours says so."""
        try:
            opened = float(_signer().unsign(str(self.data.get("opened", ""))))
        except BadSignature:
            return None
        return timedelta(seconds=timezone.now().timestamp() - opened)
