from typing import ClassVar

from django.db import models

from articles.models.constraints import exactly_one, not_empty
from articles.models.organisation import Organisation
from articles.models.person import Person

# Where an identifier can be looked up; the value takes the place of the braces.
ADDRESSES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "website": "{}",
}


class Identifier(models.Model):
    """What a person or an organisation is called in somebody else's catalogue."""

    class Scheme(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        VIAF = "viaf", "VIAF"
        ISNI = "isni", "ISNI"
        ORCID = "orcid", "ORCID"
        LEI = "lei", "Legal Entity Identifier"
        WEBSITE = "website", "Own website"

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            exactly_one("identifier_names_one_subject", "person", "organisation"),
            models.UniqueConstraint(
                name="identifier_unique",
                fields=["scheme", "value"],
                violation_error_message="Somebody else has this identifier.",
            ),
            models.CheckConstraint(
                name="identifier_scheme_known",
                condition=models.Q(scheme__in=list(ADDRESSES)),
                violation_error_message="Choose one of the schemes.",
            ),
            not_empty("identifier_value_not_empty", "value"),
            models.CheckConstraint(
                name="identifier_wikidata_well_formed",
                condition=~models.Q(scheme="wikidata") | models.Q(value__regex=r"^Q[1-9][0-9]*$"),
                violation_error_message="A Wikidata identifier is Q and a number, as in Q184.",
            ),
            models.CheckConstraint(
                name="identifier_website_is_web_address",
                condition=~models.Q(scheme="website") | models.Q(value__regex=r"^https?://[^\s]+$"),
                violation_error_message="A website begins with https:// or http://.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        """The page of that catalogue about the subject."""
        return ADDRESSES[self.scheme].format(self.value)
