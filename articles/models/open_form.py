from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

from articles.models.article import Article

# Characters of a form with everything in it; the longest articles have a tenth of it.
LONGEST_FORM = 1_000_000


class OpenForm(models.Model):
    """An article's form in one window of somebody's browser, and what is typed there and not saved.

    It is no revision: it is overwritten while they type, and gone once a save contains it. `seen_at` is
    when the window was heard of last, and empty once it was closed. An article that was never saved is
    none yet.
    """

    window = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, db_index=False, related_name="open_forms"
    )
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    opened_version = models.PositiveIntegerField()
    text = models.JSONField(null=True)
    text_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="open_form_window_once",
                fields=["window"],
                violation_error_message="This window is known already.",
            ),
            models.CheckConstraint(
                name="open_form_text_has_its_time",
                condition=Q(text__isnull=True, text_at__isnull=True)
                | Q(text__isnull=False, text_at__isnull=False),
                violation_error_message="Unsaved text has the time at which it was typed.",
            ),
            models.CheckConstraint(
                name="open_form_text_bounded",
                condition=Q(text__isnull=True)
                | Q(LessThanOrEqual(Length(Cast("text", models.TextField())), LONGEST_FORM)),
                violation_error_message="This text is too long to be kept unsaved.",
            ),
        ]
        indexes: ClassVar = [
            # Who else has the article open.
            models.Index(name="open_form_of_article", fields=["article", "seen_at"]),
            # The unsaved texts of somebody who comes back.
            models.Index(name="open_form_of_user", fields=["user", "article", "-text_at"]),
            # Housekeeping.
            models.Index(name="open_form_by_age", fields=["opened_at"]),
        ]

    def __str__(self) -> str:
        return f"Form {self.window}"
