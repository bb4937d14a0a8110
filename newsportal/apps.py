from django.apps import AppConfig


class NewsportalConfig(AppConfig):
    """What runs the site; the commands that assemble articles and comments live here."""

    name = "newsportal"

    def ready(self) -> None:
        """Add what `manage.py check` looks at beyond Django's own checks."""
        from newsportal import checks

        checks.register_all()
