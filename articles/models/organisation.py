from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.models.constraints import (
    is_web_address,
    not_empty,
    slug_is_well_formed,
    unique,
)
from articles.models.image import Image
from articles.models.sitemap_files import NAMES_IN_A_FILE, is_first_key
from articles.models.words_of_names import WORDS_OF_NAME
from newsportal.http.addresses import path_of


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reading organisations."""

    def by_name(self) -> "OrganisationQuerySet":
        return self.order_by("name", "id")


class Organisation(models.Model):
    """A body whom articles are about or mention: a company, a ministry, a club."""

    class Kind(models.TextChoices):
        STATE = "state", "State body"
        INTERNATIONAL = "international", "International organisation"
        COMPANY = "company", "Company"
        CHARITY = "charity", "Charity or association"
        MEDIA = "media", "Media"
        PARTY = "party", "Political party"
        UNIVERSITY = "university", "University or institute"
        CLUB = "club", "Club or team"
        OTHER = "other", "Other"

    name = models.CharField(max_length=160, help_text="The name that the paper prints.")
    slug = models.SlugField(
        max_length=120, db_index=False, help_text="Its address: /organisations/<slug>/"
    )
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.OTHER)
    summary = models.CharField(max_length=200, blank=True, help_text="What it is, in one line.")
    place = models.CharField(max_length=120, blank=True)
    founded = models.DateField(null=True, blank=True)
    dissolved = models.DateField(null=True, blank=True)
    website = models.URLField(blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    picture = models.ForeignKey(Image, models.SET_NULL, null=True, blank=True, related_name="+")
    is_indexed = models.BooleanField(
        default=True, help_text="Clear this to ask search engines to leave the page out."
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="organisation_slug_unique",
                fields=["slug"],
                violation_error_message="Another organisation has this address.",
            ),
            slug_is_well_formed("organisation_slug_well_formed"),
            not_empty("organisation_name_not_empty", "name"),
            is_web_address("organisation_website_is_web_address", "website"),
            models.CheckConstraint(
                name="organisation_kind_known",
                condition=models.Q(
                    kind__in=[
                        "state",
                        "international",
                        "company",
                        "charity",
                        "media",
                        "party",
                        "university",
                        "club",
                        "other",
                    ]
                ),
                violation_error_message="Choose one of the kinds.",
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                violation_error_message="An organisation can't be a part of itself.",
            ),
            models.CheckConstraint(
                name="organisation_dissolved_after_founding",
                condition=models.Q(founded__isnull=True)
                | models.Q(dissolved__isnull=True)
                | models.Q(dissolved__gte=models.F("founded")),
                violation_error_message="It can't end before it was founded.",
            ),
        ]
        indexes: ClassVar = [
            # The A to Z of organisations, and the admin's list.
            models.Index(name="organisation_by_name", fields=["name", "id"]),
            # Suggestions of a search: names that are near to what was written.
            GinIndex(name="organisation_name_near", fields=["name"], opclasses=["gin_trgm_ops"]),
            # And those that have its words.
            GinIndex(WORDS_OF_NAME, name="organisation_name_words"),
            # The index of sitemaps.
            models.Index(
                name="organisation_first_of_file",
                fields=["id"],
                condition=is_first_key("id", NAMES_IN_A_FILE) & models.Q(is_indexed=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        """The path of its page."""
        return path_of("organisation", self.slug)


class OrganisationName(models.Model):
    """Another name by which texts call an organisation; it is recognised and linked as its own."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, db_index=False, related_name="names"
    )
    name = models.CharField(max_length=160)

    class Meta:
        verbose_name = "other name"
        constraints: ClassVar = [
            unique(
                "organisation_name_unique",
                "organisation",
                "name",
                message="This name is listed already.",
            ),
            not_empty("organisation_name_text_not_empty", "name"),
        ]
        indexes: ClassVar = [
            # The checklist before publishing: whom the words of a text may name.
            models.Index(name="organisation_other_name", fields=["name"]),
            # Suggestions of a search: other names that are near to what was written.
            GinIndex(
                name="organisation_other_name_near", fields=["name"], opclasses=["gin_trgm_ops"]
            ),
            # And those that have its words.
            GinIndex(WORDS_OF_NAME, name="organisation_other_name_words"),
        ]

    def __str__(self) -> str:
        return self.name
