from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from comments.house_rules import HouseRule
from comments.models.comment import Comment
from comments.models.reader import Reader


class ReportQuerySet(models.QuerySet["Report"]):
    """Reading reports."""

    def open(self) -> Self:
        """Those that wait for a moderator."""
        return self.filter(state=Report.State.OPEN)


class Report(models.Model):
    """That somebody thinks a comment breaks the house rules, or the law; and what was decided.

    `reporter_key` and `address_key` are keyed hashes, of the browser or account (`comments.marks`) and
    of the address (`comments.allowances`): one open report each reporter, lane and comment, and what a
    reporter's word has been worth. Both are forgotten after a while, and so are `text` and `law`
    (`comments.reporting.forget`); name and email of a notice of illegal content are in a table of their
    own.

    The second lane is the notice of Art. 16 of the Digital Services Act, Regulation (EU) 2022/2065:
    `text` is its explanation, `address` the exact location, and it is stored only with the statement of
    good faith.
    """

    class Lane(models.TextChoices):
        RULES = "rules", "House rules"
        ILLEGAL = "illegal", "Illegal content"

    class State(models.TextChoices):
        OPEN = "open", "Waiting for a moderator"
        UPHELD = "upheld", "Upheld"
        DISMISSED = "dismissed", "Not upheld"
        MOOT = "moot", "The author took the comment back first"

    comment = models.ForeignKey(Comment, models.CASCADE, db_index=False, related_name="reports")
    comment_revision = models.PositiveIntegerField()
    lane = models.CharField(max_length=7, choices=Lane)
    rule = models.CharField(max_length=13, choices=HouseRule, blank=True)
    text = models.TextField(blank=True)
    law = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)
    reader = models.ForeignKey(
        Reader, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    reporter_key = models.CharField(max_length=32, blank=True)
    address_key = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="report_lane_known",
                condition=Q(lane="rules", rule__in=HouseRule.values) | Q(lane="illegal", rule=""),
                violation_error_message="Choose what is wrong with the comment.",
            ),
            models.CheckConstraint(
                name="report_state_known",
                condition=Q(state="open", decided_at__isnull=True)
                | Q(state__in=["upheld", "dismissed", "moot"], decided_at__isnull=False),
                violation_error_message="A report is open, or it was decided at some time.",
            ),
            models.CheckConstraint(
                name="report_text_not_too_long",
                condition=LessThanOrEqual(Length("text"), 5000),
                violation_error_message="An explanation has at most 5,000 characters.",
            ),
            models.UniqueConstraint(
                name="report_open_once_a_reporter",
                fields=["comment", "reporter_key", "lane"],
                condition=Q(state="open") & ~Q(reporter_key=""),
                violation_error_message="You have reported this comment already.",
            ),
        ]
        indexes: ClassVar = [
            # The reports of the comments on a moderator's page, and of one that is decided about.
            models.Index(name="report_by_comment", fields=["comment", "id"]),
            # What a reporter's word has been worth.
            models.Index(
                name="report_by_reporter",
                fields=["reporter_key", "decided_at"],
                condition=~Q(reporter_key="") & Q(state__in=["upheld", "dismissed"]),
            ),
            # The reports of a span, for the newsroom's figures.
            models.Index(name="report_oldest", fields=["created_at"]),
            # Whose reporter is forgotten next, and then what was written.
            models.Index(
                name="report_of_known",
                fields=["created_at"],
                condition=~Q(reporter_key="", address_key=""),
            ),
            models.Index(
                name="report_with_words",
                fields=["decided_at"],
                condition=~Q(text="", law="") & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"


class ReportContact(models.Model):
    """Who gave notice of illegal content: read by the sending of emails alone, and soon deleted."""

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="contact", editable=False
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="report_contact_whole",
                condition=Q(name__regex=r"\S", email__contains="@"),
                violation_error_message="Give a name and an email address.",
            ),
        ]
        indexes: ClassVar = [
            # Old rows are swept.
            models.Index(name="report_contact_oldest", fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"Who sent report {self.report_id}"
