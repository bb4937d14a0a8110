from typing import ClassVar

from django.db import models

COMMENT_SCOPES = 64


class PublicVersion(models.Model):
    """A number that rises whenever something changes that public pages show.

    Scope 0 is everything that the newsroom writes; the comments on an article are in scope
    1 + article_id % 64, so that two comments on different articles rarely wait for one another. Triggers
    (migrations `public_versions` of both apps) keep it, never the code: a change by hand counts as well.

    A version is the time of its commit in microseconds, or one more than the last if that is later: so
    it does not repeat itself after a restored backup or a transaction that was rolled back.
    """

    scope = models.PositiveSmallIntegerField(primary_key=True)
    version = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="public_version_scope_known",
                condition=models.Q(scope__lte=COMMENT_SCOPES),
                violation_error_message="There are 65 scopes, from 0 to 64.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope}: {self.version}"
