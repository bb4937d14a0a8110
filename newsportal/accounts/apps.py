from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Logins: who may sign in, by email address."""

    name = "newsportal.accounts"
    label = "accounts"
