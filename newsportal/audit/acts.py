"""What is recorded: every act of publishing, rights and moderation has its word here."""

from enum import StrEnum


class Act(StrEnum):
    """An act, named by what it is done to and what happens. A word that was recorded never changes.

    A new kind of act is a new line here, a call of `record` where it is done, and a test that looks for
    its row: `tests/newsportal/audit/test_every_act.py` fails for a line that no test names. Its
    first part is one of the kinds that `newsportal.record_search` knows.
    """

    ARTICLE_PUBLISHED = "article.published"
    ARTICLE_SCHEDULED = "article.scheduled"
    ARTICLE_UPDATED = "article.updated"
    ARTICLE_CORRECTED = "article.corrected"
    ARTICLE_REWORDED = "article.reworded"
    ARTICLE_WITHDRAWN = "article.withdrawn"
    ARTICLE_RESCHEDULED = "article.rescheduled"
    ARTICLE_CANCELLED = "article.cancelled"
    ARTICLE_SUBMITTED = "article.submitted"
    ARTICLE_TAKEN_BACK = "article.taken_back"
    ARTICLE_RETURNED = "article.returned"
    ARTICLE_APPROVED = "article.approved"
    ARTICLE_EMBARGOED = "article.embargoed"
    ARTICLE_EMBARGO_LIFTED = "article.embargo_lifted"
    ARTICLE_WARNING_ACCEPTED = "article.warning_accepted"

    PREVIEW_LINK_MADE = "preview.link_made"
    PREVIEW_LINK_REVOKED = "preview.link_revoked"

    FRONT_ARRANGED = "front.arranged"

    COMMENT_APPROVED = "comment.approved"
    COMMENT_HIDDEN = "comment.hidden"
    COMMENT_REMOVED = "comment.removed"
    COMMENT_REJECTED = "comment.rejected"
    COMMENT_RESTORED = "comment.restored"
    COMMENT_MARKED_SPAM = "comment.marked_spam"
    COMMENT_PICKED = "comment.picked"
    COMMENT_UNPICKED = "comment.unpicked"
    COMMENT_KEPT = "comment.kept"
    COMMENT_DECISION_UNDONE = "comment.decision_undone"
    COMMENT_MARKED_AS_ERROR = "comment.marked_as_error"
    COMMENT_ERROR_SETTLED = "comment.error_settled"
    THREAD_SET = "thread.set"
    DISCUSSION_RULES_SET = "discussion.rules_set"
    THREAD_COMMENTS_IMPORTED = "thread.comments_imported"
    THREAD_COMMENTS_PURGED = "thread.comments_purged"
    READER_ADDED = "reader.added"
    READER_CHANGED = "reader.changed"
    READER_ERASED = "reader.erased"
    SANCTION_IMPOSED = "sanction.imposed"
    SANCTION_ENDED = "sanction.ended"
    APPEAL_UPHELD = "appeal.upheld"
    APPEAL_DISMISSED = "appeal.dismissed"
    RULE_ADDED = "rule.added"
    RULE_CHANGED = "rule.changed"

    USER_ADDED = "user.added"
    USER_CHANGED = "user.changed"
    USER_PASSWORD_SET = "user.password_set"  # noqa: S105 - a word, no secret
    USER_SECOND_FACTOR_ADDED = "user.second_factor_added"
    USER_SECOND_FACTOR_REMOVED = "user.second_factor_removed"
    SECTION_EDITORS_CHANGED = "section.editors_changed"
    PUBLICATION_RULES_CHANGED = "publication.rules_changed"

    ROW_DELETED = "row.deleted"

    @property
    def words(self) -> str:
        """As lists and filters print it: "Article published"."""
        return self.replace(".", " ").replace("_", " ").capitalize()
