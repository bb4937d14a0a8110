"""Addresses of accounts: allauth's pages under its own names, and ours beside them.

They are listed one by one, so that every page of the site is one that we have looked at.
"""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.db import transaction
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path

from newsportal.accounts import views
from newsportal.http.page_classes import personal

type View = Callable[..., HttpResponseBase]


def page(address: str, view: View, name: str) -> URLPattern:
    """A page for one person."""
    return path(address, personal(view), name=name)


def changing(address: str, view: View, name: str) -> URLPattern:
    """A page that changes second factors: the change and its record are kept together or not at all."""
    return page(address, transaction.atomic(view), name)


urlpatterns = [
    path("", views.home, name="account-home"),
    path("menu/", views.menu, name="account-menu"),
    page("login/", account.login, "account_login"),
    page("logout/", account.logout, "account_logout"),
    page("inactive/", account.account_inactive, "account_inactive"),
    page("signup/", account.signup, "account_signup"),
    page("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    page("email/", account.email, "account_email"),
    page("confirm-email/", account.email_verification_sent, "account_email_verification_sent"),
    page("password/change/", account.password_change, "account_change_password"),
    page("password/set/", account.password_set, "account_set_password"),
    page("password/reset/", account.password_reset, "account_reset_password"),
    page("password/reset/done/", account.password_reset_done, "account_reset_password_done"),
    page(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        personal(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    page("2fa/", mfa.index, "mfa_index"),
    page("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    page("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    changing("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    changing("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("2fa/recovery-codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    changing(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    page(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    page("2fa/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    changing("2fa/passkeys/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    page("2fa/passkeys/login/", webauthn.login_webauthn, "mfa_login_webauthn"),
    page(
        "2fa/passkeys/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    changing("2fa/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    page("2fa/passkeys/<int:pk>/edit/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    page("sessions/", usersessions.list_usersessions, "usersessions_list"),
    path("sessions/<int:session_id>/end/", views.end_session, name="account-session-end"),
]
