from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse

from articles.models import Edition
from comments.models.reader import Reader
from comments.models.thread import Thread

# Before everything else on the desk: somebody waits for a decision.
DESK_ORDER = Case(When(state__in=["held", "hidden"], then=Value(0)), default=Value(1))


class CommentQuerySet(models.QuerySet["Comment"]):
    """Reading comments. `shown` is the only door to what the public sees."""

    def shown(self) -> Self:
        """What readers see: published comments, and the marks that removed ones leave behind."""
        return self.filter(state__in=Comment.SHOWN)

    def published(self) -> Self:
        """What counts as a comment: the mark of a removed one does not."""
        return self.filter(state=Comment.State.PUBLISHED)

    def heads(self) -> Self:
        """The comments that a page starts a conversation with.

        A root that is not shown keeps its place while replies to it are: otherwise published
        comments would vanish with it, and the count would promise more than the page holds.
        """
        # Not EXISTS: the planner would read the replies of all threads at once to answer it.
        replies = Comment.objects.shown().filter(root=OuterRef("pk")).oldest_first()
        first_reply = Subquery(replies.values("pk")[:1])
        return self.alias(first_reply=first_reply).filter(
            Q(state__in=Comment.SHOWN) | Q(first_reply__isnull=False), parent__isnull=True
        )

    def oldest_first(self) -> Self:
        return self.order_by("created_at", "id")


class Comment(models.Model):
    """What a reader wrote under an article.

    The true parent is kept; pages show two levels, so `root` names the comment that heads the
    conversation. `edition` is what the reader had before them. Composite foreign keys (migration
    `conversations_stay_in_their_thread`) keep parent, root and edition within the thread's article, a
    constraint trigger (migration `roots_head_their_conversations`) the root that of the parent.

    `author_mark` is the same for all comments from one browser (or account) on one article and says
    nothing beyond that article. `is_namesake`: another browser had used this name here before.
    `author_key` is the same on the whole site and for moderation only: no page for readers shows it, and
    it is forgotten after a while.

    `rank` orders conversations by how much readers recommend them, and `recommended` is the number of
    recommendations that pages show; both follow what readers do at a distance (`comments.ranking`).
    `picked_at` says since when the newsroom has recommended this one; a trigger (migration
    `picks_end_with_their_comments`) takes it back where the comment goes.
    """

    class State(models.TextChoices):
        HELD = "held", "Waiting for a moderator"
        PUBLISHED = "published", "Published"
        HIDDEN = "hidden", "Hidden until a moderator decides"
        REJECTED = "rejected", "Rejected"
        REMOVED = "removed", "Removed, with a mark and a reason"
        WITHDRAWN = "withdrawn", "Withdrawn by its author"
        ERASED = "erased", "Erased, without words and name"
        SPAM = "spam", "Spam"

    SHOWN: ClassVar = [State.PUBLISHED, State.REMOVED]

    thread = models.ForeignKey(Thread, models.PROTECT, db_index=False, related_name="comments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, db_index=False, related_name="conversation"
    )
    reader = models.ForeignKey(
        Reader, models.PROTECT, null=True, blank=True, db_index=False, related_name="comments"
    )
    nickname = models.CharField(max_length=50)
    nickname_key = models.CharField(max_length=100, blank=True, editable=False)
    nickname_look = models.CharField(max_length=100, blank=True, db_default="", editable=False)
    author_mark = models.CharField(max_length=32, blank=True, editable=False)
    author_key = models.CharField(max_length=32, blank=True, db_default="", editable=False)
    is_namesake = models.BooleanField(default=False, editable=False)
    text = models.TextField()
    body_html = models.TextField(editable=False)
    state = models.CharField(max_length=9, choices=State)
    state_reason = models.CharField(
        max_length=300, blank=True, help_text="What readers are told where it was removed."
    )
    revision_number = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField()
    time_is_known = models.BooleanField(default=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    picked_at = models.DateTimeField(null=True, blank=True, editable=False)
    rank = models.FloatField(default=0, db_default=0, editable=False)
    recommended = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    submission_id = models.UUIDField(null=True, blank=True, editable=False)
    import_position = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="comment_state_known",
                condition=Q(
                    state__in=[
                        "held",
                        "published",
                        "hidden",
                        "rejected",
                        "removed",
                        "withdrawn",
                        "erased",
                        "spam",
                    ]
                ),
                violation_error_message="Choose one of the states.",
            ),
            models.CheckConstraint(
                name="comment_nickname_not_empty",
                condition=Q(nickname__regex=r"\S"),
                violation_error_message="Write the name to be shown.",
            ),
            models.CheckConstraint(
                name="comment_text_not_empty",
                condition=Q(state="erased", text="", body_html="")
                | (~Q(state="erased") & Q(text__regex=r"\S", body_html__regex=r"\S")),
                violation_error_message="Write a comment.",
            ),
            models.CheckConstraint(
                name="comment_text_not_too_long",
                condition=LessThanOrEqual(Length("text"), 5000),
                violation_error_message="A comment has at most 5,000 characters.",
            ),
            models.CheckConstraint(
                name="comment_published_has_time",
                condition=~Q(state__in=["published", "hidden", "removed"])
                | Q(published_at__isnull=False),
                violation_error_message="A published comment says since when.",
            ),
            models.CheckConstraint(
                name="comment_removal_has_reason",
                condition=~Q(state="removed") | Q(state_reason__regex=r"\S"),
                violation_error_message="Say why the comment was removed; readers see it.",
            ),
            models.CheckConstraint(
                name="comment_reply_has_root",
                condition=Q(parent__isnull=True, root__isnull=True)
                | Q(parent__isnull=False, root__isnull=False),
                violation_error_message="A reply belongs to a conversation.",
            ),
            models.CheckConstraint(
                name="comment_picked_is_public",
                condition=Q(picked_at__isnull=True) | Q(state__in=["published", "hidden"]),
                violation_error_message="Only a published comment can be picked.",
            ),
            models.UniqueConstraint(
                name="comment_submission_once",
                fields=["submission_id"],
                violation_error_message="This comment has been sent already.",
            ),
            models.UniqueConstraint(
                name="comment_imported_once",
                fields=["thread", "import_position"],
                violation_error_message="This comment has been imported already.",
            ),
        ]
        indexes: ClassVar = [
            # A page of a thread: the heads of its conversations, oldest first or newest first.
            models.Index(
                name="comment_heads",
                fields=["thread", "created_at", "id"],
                condition=Q(parent__isnull=True),
            ),
            # The same, the best first.
            models.Index(
                name="comment_heads_by_rank",
                fields=["thread", "rank", "id"],
                condition=Q(parent__isnull=True),
            ),
            # The page of editors' picks, the latest first.
            models.Index(
                name="comment_picks",
                fields=["thread", "picked_at", "id"],
                condition=Q(picked_at__isnull=False, state="published"),
            ),
            # What is new since a reader's last visit, and the feeds.
            models.Index(
                name="comment_published",
                fields=["thread", "published_at", "id"],
                condition=Q(state="published"),
            ),
            # The replies of the conversations on a page.
            models.Index(
                name="comment_conversation",
                fields=["root", "created_at", "id"],
                condition=Q(root__isnull=False, state__in=["published", "removed"]),
            ),
            # What waits for a moderator, the oldest first.
            models.Index(
                name="comment_queue",
                fields=["created_at", "id"],
                condition=Q(state__in=["held", "hidden"]),
            ),
            # Who wrote first under a name, on one article.
            models.Index(name="comment_namesakes", fields=["thread", "nickname_key", "id"]),
            # The same for names that look like it.
            models.Index(
                name="comment_lookalikes",
                fields=["thread", "nickname_look", "id"],
                condition=~Q(nickname_look=""),
            ),
            # What one author wrote, the newest first.
            models.Index(
                F("author_key"),
                F("created_at").desc(),
                F("id").desc(),
                name="comment_by_author",
                condition=~Q(author_key=""),
            ),
            # What a reader wrote, the newest first; and whether an account can go.
            models.Index(
                F("reader"),
                F("created_at").desc(),
                F("id").desc(),
                name="comment_of_reader",
                condition=Q(reader__isnull=False),
            ),
            # What was refused and is erased after its time (`comments.retention`), the oldest first.
            models.Index(
                name="comment_refused",
                fields=["state", "created_at", "id"],
                condition=Q(state__in=["rejected", "spam"]),
            ),
            # The admin's list of all comments.
            models.Index(DESK_ORDER, F("created_at").desc(), F("id").desc(), name="comment_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.nickname}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.pk])

    @property
    def has_known_author(self) -> bool:
        """Whether there is an account, or still a browser, that a sanction could name."""
        return self.reader_id is not None or bool(self.author_key)

    @property
    def is_tombstone(self) -> bool:
        """Whether readers see only that something was removed here, and why."""
        return self.state == self.State.REMOVED
