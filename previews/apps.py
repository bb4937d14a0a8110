from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    """What the newsroom shows to people outside before readers see it, and what they say of it."""

    name = "previews"
