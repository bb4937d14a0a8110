from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.models.constraints import not_empty, slug_is_well_formed, unique
from articles.models.image import Image
from articles.models.sitemap_files import NAMES_IN_A_FILE, is_first_key
from articles.models.words_of_names import WORDS_OF_NAME
from newsportal.http.addresses import path_of


class PersonQuerySet(models.QuerySet["Person"]):
    """Reading people."""

    def by_name(self) -> "PersonQuerySet":
        return self.order_by("name", "id")


class Person(models.Model):
    """Somebody whom articles are about, mention, or are written by; never a login."""

    name = models.CharField(max_length=120, help_text="The name that the paper prints.")
    slug = models.SlugField(
        max_length=120, db_index=False, help_text="Their address: /people/<slug>/"
    )
    summary = models.CharField(max_length=200, blank=True, help_text="Who they are, in one line.")
    biography = models.TextField(blank=True)
    born = models.DateField(null=True, blank=True)
    died = models.DateField(null=True, blank=True)
    picture = models.ForeignKey(Image, models.SET_NULL, null=True, blank=True, related_name="+")
    is_indexed = models.BooleanField(
        default=True, help_text="Clear this to ask search engines to leave the page out."
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="person_slug_unique",
                fields=["slug"],
                violation_error_message="Another person has this address.",
            ),
            slug_is_well_formed("person_slug_well_formed"),
            not_empty("person_name_not_empty", "name"),
            models.CheckConstraint(
                name="person_died_after_birth",
                condition=models.Q(born__isnull=True)
                | models.Q(died__isnull=True)
                | models.Q(died__gte=models.F("born")),
                violation_error_message="The day of death must not be before the day of birth.",
            ),
        ]
        indexes: ClassVar = [
            # The A to Z of people, and the admin's list.
            models.Index(name="person_by_name", fields=["name", "id"]),
            # Suggestions of a search: names that are near to what was written.
            GinIndex(name="person_name_near", fields=["name"], opclasses=["gin_trgm_ops"]),
            # And those that have its words.
            GinIndex(WORDS_OF_NAME, name="person_name_words"),
            # The index of sitemaps.
            models.Index(
                name="person_first_of_file",
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
        return path_of("person", self.slug)


class PersonName(models.Model):
    """Another name by which texts call a person; it is recognised and linked as theirs."""

    person = models.ForeignKey(Person, models.CASCADE, db_index=False, related_name="names")
    name = models.CharField(max_length=120)

    class Meta:
        verbose_name = "other name"
        constraints: ClassVar = [
            unique("person_name_unique", "person", "name", message="This name is listed already."),
            not_empty("person_name_text_not_empty", "name"),
        ]
        indexes: ClassVar = [
            # The checklist before publishing: whom the words of a text may name.
            models.Index(name="person_other_name", fields=["name"]),
            # Suggestions of a search: other names that are near to what was written.
            GinIndex(name="person_other_name_near", fields=["name"], opclasses=["gin_trgm_ops"]),
            # And those that have its words.
            GinIndex(WORDS_OF_NAME, name="person_other_name_words"),
        ]

    def __str__(self) -> str:
        return self.name
