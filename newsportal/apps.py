from django.apps import AppConfig


class NewsportalConfig(AppConfig):
    """What runs the site; the commands that assemble articles and comments live here."""

    name = "newsportal"
