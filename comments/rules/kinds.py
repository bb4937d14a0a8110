"""The kinds of rules: what each checks, and what it needs to know for that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comments.models import Rule
from comments.rules import author_checks, text_checks
from comments.rules.cases import Check
from comments.rules.facts import OWN, REPEATS, THREAD

Kind = Rule.Kind


@dataclass(frozen=True, slots=True)
class KindOfRule:
    """`build` raises RuleBroken for a rule that can't be carried out; `needs` are parts of the facts."""

    build: Callable[[Rule], Check]
    needs: frozenset[str] = frozenset()


KINDS: dict[str, KindOfRule] = {
    Kind.WORDS: KindOfRule(text_checks.words),
    Kind.DOMAINS: KindOfRule(text_checks.domains),
    Kind.SHORTENERS: KindOfRule(text_checks.shorteners),
    Kind.LINKS: KindOfRule(text_checks.links),
    Kind.NEWCOMERS: KindOfRule(author_checks.newcomers, frozenset({OWN})),
    Kind.REPEATS: KindOfRule(text_checks.repeats, frozenset({REPEATS})),
    Kind.RATE: KindOfRule(author_checks.rate, frozenset({OWN})),
    Kind.HEATED: KindOfRule(author_checks.heated, frozenset({OWN, THREAD})),
    Kind.REJECTIONS: KindOfRule(author_checks.rejections, frozenset({OWN})),
}


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A version of a rule, ready to be asked."""

    rule: Rule
    check: Check

    def holds_in(self, *, section: int | None, article: int) -> bool:
        """Whether the place is within the rule's scope."""
        return self.rule.section_id in {None, section} and self.rule.article_id in {None, article}


def compiled(rule: Rule) -> CompiledRule:
    """A rule ready to be asked; raises RuleBroken where what it says can't be carried out."""
    return CompiledRule(rule, KINDS[rule.kind].build(rule))


def needs_of(rules: Iterable[CompiledRule]) -> frozenset[str]:
    """What all of them together want to know."""
    return frozenset[str]().union(*(KINDS[one.rule.kind].needs for one in rules))
