"""Running the checks over articles, and keeping why a warning may stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from articles.checklist.bylines import byline
from articles.checklist.finding import Finding, once_each
from articles.checklist.headlines import headline_length
from articles.checklist.linked_pages import dead_link
from articles.checklist.manuscript import Manuscript
from articles.checklist.pictures import picture_alt, picture_credit, picture_gone
from articles.checklist.placeholders import placeholder, possible_placeholder
from articles.checklist.policy import Severity
from articles.checklist.quotations import mention_words, quoted_words
from articles.checklist.reading import read
from articles.checklist.subheads import empty_section
from articles.checklist.unlinked_names import unlinked_name
from articles.models import AcceptedWarning, Article
from articles.refusals import PublishingRefused
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

CHECKS = (
    placeholder,
    picture_alt,
    picture_credit,
    picture_gone,
    dead_link,
    empty_section,
    mention_words,
    possible_placeholder,
    quoted_words,
    unlinked_name,
    headline_length,
    byline,
)


@dataclass(frozen=True)
class Checklist:
    """What the checks found in an article, and which warnings somebody has given a reason for."""

    article: Article
    findings: Sequence[Finding]
    reasons: Mapping[str, AcceptedWarning]

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.findings if one.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """Those without a reason."""
        warnings = [one for one in self.findings if one.severity is Severity.WARNING]
        return [one for one in warnings if one.fingerprint not in self.reasons]

    @property
    def accepted(self) -> list[tuple[Finding, AcceptedWarning]]:
        """The warnings that may stay, each with its reason."""
        warnings = [one for one in self.findings if one.severity is Severity.WARNING]
        return [
            (one, self.reasons[one.fingerprint])
            for one in warnings
            if one.fingerprint in self.reasons
        ]

    @property
    def is_passed(self) -> bool:
        """Whether readers may see the article."""
        return not (self.errors or self.warnings)


class ChecklistNotPassed(PublishingRefused):
    """An error is left, or a warning without a reason."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        problems = " ".join(one.problem for one in (*checklist.errors, *checklist.warnings))
        super().__init__(f"The checklist is not passed. {problems}")


def check_all(articles: QuerySet[Article], *, at: datetime) -> list[Checklist]:
    """The checklists of the stored articles, in their order, for a publication at that instant.

    Some twenty queries, however many articles there are; their texts are all in memory.
    """
    reasons = AcceptedWarning.objects.select_related("created_by")
    answered = articles.prefetch_related(Prefetch("accepted_warnings", reasons))
    return [_checklist(manuscript) for manuscript in read(answered, at=at)]


def check(article: Article, *, at: datetime | None = None) -> Checklist:
    """The checklist of an article as it is stored, for this moment or another one."""
    return check_all(Article.objects.filter(pk=article.pk), at=at or timezone.now())[0]


def require_passed(article: Article, *, at: datetime) -> None:
    """Raise ChecklistNotPassed unless readers may see the stored article from that instant on."""
    checklist = check(article, at=at)
    if not checklist.is_passed:
        raise ChecklistNotPassed(checklist)


@transaction.atomic
def accept(checklist: Checklist, *, by: User, reasons: Mapping[str, str]) -> None:
    """Keep why warnings may stay; `reasons` are by the fingerprints of the findings.

    A reason for what is no warning of the checklist is passed over, and so is one where a colleague was
    faster: the first that was given stands.
    """
    now = timezone.now()
    AcceptedWarning.objects.bulk_create(
        (
            AcceptedWarning(
                article=checklist.article,
                fingerprint=one.fingerprint,
                problem=one.problem,
                reason=reasons[one.fingerprint],
                created_at=now,
                created_by=by,
            )
            for one in checklist.warnings
            if one.fingerprint in reasons
        ),
        ignore_conflicts=True,
    )
    mine = AcceptedWarning.objects.filter(
        article=checklist.article, fingerprint__in=reasons, created_at=now, created_by=by
    )
    for one in mine.order_by("pk") if reasons else []:
        record(
            act=Act.ARTICLE_WARNING_ACCEPTED,
            about=checklist.article,
            by=by,
            after={"warning": one.problem, "reason": one.reason},
        )


def _checklist(manuscript: Manuscript) -> Checklist:
    findings = once_each(one for check in CHECKS for one in check(manuscript))
    rows = manuscript.article.accepted_warnings.all()
    return Checklist(manuscript.article, findings, {row.fingerprint: row for row in rows})
