from typing import ClassVar

from django.db import models

from articles.models.article import Article
from articles.models.constraints import exactly_one
from articles.models.organisation import Organisation
from articles.models.person import Person
from articles.models.section import Section


class Redirect(models.Model):
    """An address that something used to have. It points at the thing, not at another address.

    So an old address is answered in one hop however often the thing moves, and a loop can't be
    written. Earlier addresses of articles need no row: their editions remember them.
    """

    path = models.CharField(max_length=250, help_text="The old address, such as /people/old-name/.")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="redirect_path_unique",
                fields=["path"],
                violation_error_message="This address leads somewhere already.",
            ),
            models.CheckConstraint(
                name="redirect_path_well_formed",
                condition=models.Q(path__regex=r"^/[^\s?#]+$"),
                violation_error_message="An address begins with / and has no blanks, ? or #.",
            ),
            exactly_one("redirect_has_one_target", "section", "person", "organisation", "article"),
        ]

    def __str__(self) -> str:
        return self.path
