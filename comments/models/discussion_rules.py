from typing import ClassVar

from django.db import models
from django.db.models import Q

from articles.models import Section
from comments.models.opening_times import days_known, hours_are_two
from comments.models.thread import Thread


class DiscussionRules(models.Model):
    """What holds for the comments on a section's stories, where a story says nothing else.

    `mode` is that of a thread when it is made; days and hours are asked at every comment, so a story
    follows them, and its section, at once. `close_after` counts whole days after the day of the first
    publication, empty for no end. The hours are those of the newsroom's clock, every day, empty for
    day and night; an end before the beginning is on the next day.
    """

    section = models.OneToOneField(
        Section, models.CASCADE, primary_key=True, related_name="discussion_rules"
    )
    mode = models.CharField(max_length=6, choices=Thread.Mode, default=Thread.Mode.POST_MODERATED)
    close_after = models.PositiveSmallIntegerField(null=True, blank=True)
    open_from = models.TimeField(null=True, blank=True)
    open_until = models.TimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "discussion rules"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="discussion_rules_mode_known",
                condition=Q(mode__in=["off", "post", "pre", "closed"]),
                violation_error_message="Choose one of the modes.",
            ),
            days_known("discussion_rules_days_known", least=1),
            hours_are_two("discussion_rules_hours_are_two"),
            models.CheckConstraint(
                name="discussion_rules_hours_differ",
                condition=Q(open_from__isnull=True) | ~Q(open_from=models.F("open_until")),
                violation_error_message="For day and night leave both hours empty.",
            ),
        ]

    def __str__(self) -> str:
        return f"Comments in {self.section}"
