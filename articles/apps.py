from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What the newsroom writes: articles, sections, people, organisations, pictures, editions."""

    name = "articles"

    def ready(self) -> None:
        """The table of rights asks about rows of the newsroom."""
        from articles.governed import place_newsroom

        place_newsroom()
