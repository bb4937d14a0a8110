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


def has_form(name: str, scheme: str, pattern: str, message: str) -> models.CheckConstraint:
    """A value of one scheme looks as its catalogue writes it, so that the address leads there."""
    return models.CheckConstraint(
        name=name,
        condition=~models.Q(scheme=scheme) | models.Q(value__regex=pattern),
        violation_error_message=message,
    )


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
            has_form(
                "identifier_wikidata_well_formed",
                "wikidata",
                r"^Q[1-9][0-9]*$",
                "A Wikidata identifier is Q and a number, as in Q184.",
            ),
            has_form(
                "identifier_viaf_well_formed",
                "viaf",
                r"^[1-9][0-9]*$",
                "A VIAF identifier is a number, as in 54147956.",
            ),
            has_form(
                "identifier_isni_well_formed",
                "isni",
                r"^[0-9]{15}[0-9X]$",
                "An ISNI has 16 digits without blanks; the last may be an X.",
            ),
            has_form(
                "identifier_orcid_well_formed",
                "orcid",
                r"^([0-9]{4}-){3}[0-9]{3}[0-9X]$",
                "An ORCID iD is four groups of four digits, as in 0000-0002-1825-0097.",
            ),
            has_form(
                "identifier_lei_well_formed",
                "lei",
                r"^[0-9A-Z]{18}[0-9]{2}$",
                "A Legal Entity Identifier has 18 letters or digits and 2 digits.",
            ),
            has_form(
                "identifier_website_is_web_address",
                "website",
                r"^https?://[^\s]+$",
                "A website begins with https:// or http://.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        """The page of that catalogue about the subject."""
        return ADDRESSES[self.scheme].format(self.value)
