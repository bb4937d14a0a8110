from typing import ClassVar

from django.db import models

from articles.models.article import Article
from articles.models.constraints import is_web_address, not_empty


class Source(models.Model):
    """Whom or what an article relies on: a document, an agency, a spokesperson."""

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="sources")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=160, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            not_empty("source_title_not_empty", "title"),
            models.UniqueConstraint(
                name="source_once_per_article",
                fields=["article", "title", "url"],
                violation_error_message="This source is listed already.",
            ),
            is_web_address("source_url_is_web_address", "url"),
        ]

    def __str__(self) -> str:
        return self.title
