from typing import ClassVar

from django.db import models

from articles.models.article import Article
from articles.models.organisation import Organisation
from articles.models.person import Person


class Salience(models.TextChoices):
    """Whether an article is about somebody, or only names them."""

    ABOUT = "about", "About"
    MENTIONED = "mentioned", "Mentioned"


class Certainty(models.TextChoices):
    """How sure the newsroom is who is meant."""

    CONFIRMED = "confirmed", "Confirmed"
    REPORTED = "reported", "Reported"
    DISPUTED = "disputed", "Sources differ"


class Mention(models.Model):
    """A place in an article that names somebody.

    A confirmed mention names exactly one person or organisation. Where sources differ it has several
    candidates: "Pope Francis (or Pope Leo, depending on the source)" is one disputed mention of two
    people. A deferred constraint trigger (migration `candidates_of_mentions`) holds both rules at
    commit, since the candidates are rows of their own.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    phrase = models.CharField(
        "words in the text",
        max_length=200,
        blank=True,
        help_text="Empty: the first place where the text uses one of their names.",
    )
    people = models.ManyToManyField(Person, blank=True, related_name="mentions")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="mentions")
    salience = models.CharField(max_length=9, choices=Salience, default=Salience.MENTIONED)
    certainty = models.CharField(max_length=9, choices=Certainty, default=Certainty.CONFIRMED)
    note = models.CharField(
        max_length=200,
        blank=True,
        help_text="What readers should know, such as which source says what.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mention_salience_known",
                condition=models.Q(salience__in=["about", "mentioned"]),
                violation_error_message="Choose about or mentioned.",
            ),
            models.CheckConstraint(
                name="mention_certainty_known",
                condition=models.Q(certainty__in=["confirmed", "reported", "disputed"]),
                violation_error_message="Choose confirmed, reported or disputed.",
            ),
            models.UniqueConstraint(
                name="mention_phrase_once",
                fields=["article", "phrase"],
                condition=~models.Q(phrase=""),
                violation_error_message="These words are listed already.",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase or f"Mention {self.pk}"
