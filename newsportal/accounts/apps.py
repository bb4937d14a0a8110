from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Logins: who may sign in, by email address."""

    name = "newsportal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Watch second factors: allauth stores them, in the transaction that its pages are in."""
        from allauth.mfa.models import Authenticator
        from django.db.models.signals import post_delete, post_save

        from newsportal.accounts import second_factor

        post_save.connect(second_factor.on_saved, sender=Authenticator)
        post_delete.connect(second_factor.on_deleted, sender=Authenticator)
