from typing import ClassVar

from django.db import models

from articles.models.article import Article
from articles.models.constraints import not_empty


class ImportRecord(models.Model):
    """Which file an article was read from, so that the same file read twice changes nothing.

    `key` names the file for ever, `digest` (SHA-256) its content when it was last read, `version` the
    article's version that this made: a later version means that the newsroom has edited it since.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="import_record")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="import_record_key_unique",
                fields=["key"],
                violation_error_message="Another article was read from this file.",
            ),
            not_empty("import_record_key_not_empty", "key"),
            models.CheckConstraint(
                name="import_record_digest_well_formed",
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
            ),
        ]

    def __str__(self) -> str:
        return self.key
