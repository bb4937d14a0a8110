"""Forms of accounts that differ from allauth's."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest


class SignInForm(LoginForm):  # type: ignore[misc]
    """Signing in by address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocomplete": "username"}


class WithRules:
    """Says what a good password is in sentences; Django says it in HTML."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class NewPasswordForm(WithRules, ChangePasswordForm):  # type: ignore[misc]
    """Another password instead of the one that its owner knows."""


class FirstPasswordForm(WithRules, SetPasswordForm):  # type: ignore[misc]
    """A password for an account that had none."""


class ForgottenPasswordForm(WithRules, ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password instead of one that was forgotten."""


class SignUpForm(WithRules, SignupForm):  # type: ignore[misc]
    """Signing up. It takes as long for an address that has an account already as for any other."""

    def try_save(self, request: HttpRequest) -> Any:
        """Store the account, or write to the owner of the one that is there."""
        if self.account_already_exists:
            # Hashing takes most of the time of the answer.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, which signs in without the password unless its owner wants otherwise."""

    passwordless = forms.BooleanField(
        label="Sign in with it alone, without the password",
        required=False,
        initial=True,
        help_text="Clear this for a security key that has no PIN and reads no fingerprint.",
    )
