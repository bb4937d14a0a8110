"""What the form of a step knows when it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from articles.corrections import Correction, corrections_of
from articles.models import Article, Edition
from articles.planning import Plan
from articles.relative_times import in_relation
from newsportal.accounts.models import User
from newsportal.accounts.rights import can


@dataclass(frozen=True)
class Situation:
    """An article, what is planned for it, and who asks; `asked` is what the page's address names."""

    article: Article
    plan: Plan | None
    user: User
    asked: Mapping[str, str] = field(default_factory=dict)

    def may(self, verb: str) -> bool:
        """Whether whoever asks may do something further with the article."""
        return can(self.user, f"article.{verb}", self.article)

    @property
    def corrections(self) -> list[Correction]:
        """What readers have been told of the article's mistakes."""
        return corrections_of(self.article.pk, at=timezone.now())


class PlanInWords:
    """A plan as the newsroom reads it: what happens, with which text, and when."""

    def __init__(self, plan: Plan) -> None:
        self.at = plan.at
        self.what = _what(plan)
        self.when = in_relation(plan.at, now=timezone.now())

    def __str__(self) -> str:
        return f"{self.what} {self.when}."


def _what(plan: Plan) -> str:
    if plan.is_withdrawal:
        return f"The article is withdrawn (“{plan.edition.withdrawal_reason}”)"
    kind, version = plan.edition.kind, plan.edition.revision.number
    if kind == Edition.Kind.FIRST:
        return f"Version {version} is published"
    return f"Version {version} goes live as {KINDS[kind]}"


KINDS: dict[str, str] = {
    Edition.Kind.UPDATE: "an update",
    Edition.Kind.MINOR: "a minor change",
    Edition.Kind.CORRECTION: "a correction",
    Edition.Kind.CLARIFICATION: "a clarification",
}
