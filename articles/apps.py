from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What the newsroom writes: articles, sections, people, organisations, pictures, editions."""

    name = "articles"
