from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from articles.models.article import Article
from articles.models.constraints import is_web_address, not_empty
from articles.models.image import Image
from articles.models.period import Period
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.sitemap_files import STORIES_IN_A_FILE, is_first_key

PATH_PATTERN = r"^/[a-z0-9-]+/[0-9]{4}/[0-9]{2}/[0-9]{2}/[a-z0-9-]+/$"
# The kinds whose note readers are told: what was wrong, or what could be misunderstood.
TOLD = ("correction", "clarification")
# What a list of headlines does not show, and what is long.
LONG_COLUMNS = ("body_html", "plain_text", "subheads", "subjects", "sources")


def visible_at(at: datetime) -> Q:
    """The rule of what is public at an instant: for editions, and for rows that repeat their times."""
    return Q(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Reading what is, was or will be public. `visible` is the only door to public rows."""

    def visible(self, *, at: datetime) -> Self:
        """The editions that readers see at that instant, at most one for each article."""
        return self.filter(visible_at(at))

    def visible_newest_first(self, *, at: datetime) -> Self:
        """The list of what readers see at that instant, read from that instant on and not from today.

        Nothing is shown before its first publication, so the further condition leaves nothing out. It
        lets the index begin where the past does, however much was published since.
        """
        return self.visible(at=at).filter(published_at__lte=at).newest_first()

    def withdrawn(self, *, at: datetime) -> Self:
        """Those that ended before that instant because their articles were withdrawn."""
        return self.exclude(withdrawal_reason="").filter(ends_at__lte=at)

    def in_section(self, section: Section) -> Self:
        return self.filter(section=section)

    def newest_first(self) -> Self:
        """By first publication; the article's key makes the order total among visible editions."""
        return self.order_by("-published_at", "-article_id")

    def before(self, published_at: datetime, article_id: int) -> Self:
        """What follows that row in `newest_first`: the next page of a list."""
        return self.filter(
            Q(published_at__lt=published_at) | Q(article_id__lt=article_id),
            published_at__lte=published_at,
        )

    def for_cards(self) -> Self:
        """With what a card shows, and without the long texts; anything else raises an error."""
        return (
            self.select_related("section", "picture")
            .prefetch_related("picture__renditions")
            .defer(*LONG_COLUMNS)
            .fetch_mode(models.FETCH_RAISE)
        )


class Edition(models.Model):
    """What readers see of an article: the rendered publication of one revision.

    It is visible from `starts_at` until before `ends_at` (null: until something ends it). The past stays
    in the table, so `visible(at=…)` shows any day as it was. A trigger (migration `immutable_record`)
    refuses to change anything but its end. `published_at` is when readers first saw the article,
    `updated_at` when it last changed materially; a minor edition moves neither. Composite foreign keys
    (migrations `keys_of_the_record` and `corrections_and_legal_orders`) keep `revision`, and the
    correction that another one `rewords`, within the article.
    """

    class Kind(models.TextChoices):
        FIRST = "first", "First publication"
        MINOR = "minor", "Minor change"
        UPDATE = "update", "Update"
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"

    article = models.ForeignKey(Article, models.PROTECT, db_index=False, related_name="editions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=Kind)
    note = models.TextField(blank=True)
    is_grave = models.BooleanField(default=False, db_default=False)
    rewords = models.PositiveIntegerField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal_reason = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_legal_order = models.BooleanField(default=False, db_default=False)
    legal_authority = models.CharField(max_length=200, blank=True, default="", db_default="")
    legal_order_url = models.URLField(max_length=500, blank=True, default="", db_default="")

    section = models.ForeignKey(Section, models.PROTECT, db_index=False, related_name="editions")
    path = models.CharField(max_length=250)
    headline = models.CharField(max_length=200)
    standfirst = models.CharField(max_length=400, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    dateline = models.CharField(max_length=120, blank=True)
    body_html = models.TextField()
    plain_text = models.TextField()
    picture = models.ForeignKey(Image, models.PROTECT, null=True, blank=True, related_name="+")
    picture_caption = models.CharField(max_length=500, blank=True)
    bylines = models.JSONField(default=list)
    subheads = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="edition_number_unique",
                fields=["article", "number"],
                violation_error_message="Somebody else published this article at the same moment.",
            ),
            models.CheckConstraint(
                name="edition_kind_known",
                condition=Q(kind__in=["first", "minor", "update", *TOLD]),
                violation_error_message="Choose minor, update, correction or clarification.",
            ),
            models.CheckConstraint(
                name="edition_first_is_number_one",
                condition=Q(kind="first", number=1) | (~Q(kind="first") & Q(number__gt=1)),
                violation_error_message="The first edition, and no other, is the first publication.",
            ),
            models.CheckConstraint(
                name="edition_correction_has_note",
                condition=~Q(kind__in=TOLD) | Q(note__regex=r"\S"),
                violation_error_message="Write what readers should know about the correction.",
            ),
            models.CheckConstraint(
                name="edition_grave_is_correction",
                condition=Q(is_grave=False) | Q(kind__in=TOLD),
                violation_error_message="Only a correction or a clarification stands at the top.",
            ),
            models.CheckConstraint(
                name="edition_rewords_correction",
                condition=Q(rewords__isnull=True) | Q(kind__in=TOLD, rewords__lt=F("number")),
                violation_error_message="Only an earlier correction is put into other words.",
            ),
            models.CheckConstraint(
                name="edition_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="An edition ends after it starts.",
            ),
            models.CheckConstraint(
                name="edition_withdrawal_ends_it",
                condition=Q(withdrawal_reason="", withdrawn_by__isnull=True)
                | Q(withdrawal_reason__regex=r"\S", ends_at__isnull=False),
                violation_error_message="A withdrawal has a reason and an end.",
            ),
            models.CheckConstraint(
                name="edition_legal_order_withdraws",
                condition=Q(is_legal_order=False, legal_authority="", legal_order_url="")
                | Q(is_legal_order=True, withdrawal_reason__regex=r"\S"),
                violation_error_message="A legal order belongs to a withdrawal and its reason.",
            ),
            is_web_address("edition_legal_order_url_is_web_address", "legal_order_url"),
            models.CheckConstraint(
                name="edition_not_before_publication",
                condition=Q(kind="first", published_at=F("starts_at"))
                | (~Q(kind="first") & Q(starts_at__gte=F("published_at"))),
                violation_error_message="Nothing is shown before the first publication.",
            ),
            models.CheckConstraint(
                name="edition_updated_after_publication",
                condition=Q(updated_at__isnull=True)
                | Q(updated_at__gte=F("published_at"), updated_at__lte=F("starts_at")),
                violation_error_message="An update is not before the first publication.",
            ),
            models.CheckConstraint(
                name="edition_path_well_formed",
                condition=Q(path__regex=PATH_PATTERN),
                violation_error_message="An address is /section/yyyy/mm/dd/slug/.",
            ),
            models.CheckConstraint(
                name="edition_caption_needs_picture",
                condition=Q(picture__isnull=False) | Q(picture_caption=""),
                violation_error_message="A caption needs a picture.",
            ),
            not_empty("edition_headline_not_empty", "headline"),
            not_empty("edition_body_not_empty", "body_html"),
            ExclusionConstraint(
                name="edition_one_visible_per_article",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another edition of this article is shown at that time.",
            ),
            ExclusionConstraint(
                name="edition_one_article_per_path",
                expressions=[
                    ("path", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another article has this address at that time.",
            ),
        ]
        indexes: ClassVar = [
            # Latest, archive and feeds; deep pages by keyset.
            models.Index(
                name="edition_newest",
                fields=["-published_at", "-article"],
                include=("starts_at", "ends_at"),
            ),
            # A section's page and feed.
            models.Index(
                name="edition_newest_in_section", fields=["section", "-published_at", "-article"]
            ),
            # An article by its address, today's or an earlier one.
            models.Index(name="edition_by_path", fields=["path", "-starts_at"]),
            # The last boundary in time that has passed: a page changes there with no write.
            models.Index(name="edition_boundary_start", fields=["starts_at"]),
            models.Index(
                name="edition_boundary_end", fields=["ends_at"], condition=Q(ends_at__isnull=False)
            ),
            # The index of sitemaps.
            models.Index(
                name="edition_first_of_file",
                fields=["article"],
                include=("starts_at", "ends_at"),
                condition=is_first_key("article", STORIES_IN_A_FILE),
            ),
            # The page of corrections and its feed.
            models.Index(
                name="edition_corrections", fields=["-starts_at", "-id"], condition=Q(kind__in=TOLD)
            ),
            # What feeds say has gone.
            models.Index(
                name="edition_withdrawals",
                fields=["-ends_at", "-id"],
                condition=~Q(withdrawal_reason=""),
            ),
            # How far back a story's text may be read: its history, and every page as it was.
            models.Index(
                name="edition_withdrawn_of_article",
                fields=["article", "-number"],
                condition=~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.get_kind_display().lower()})"

    def get_absolute_url(self) -> str:
        return self.path
