"""The rules that are on, compiled once in a process for each state of their rows."""

import logging
from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from comments.models import Rule
from comments.rules.kinds import CompiledRule, compiled, needs_of
from comments.rules.refusals import RuleBroken

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """`mark` is what `facts` reads of the rows that it was made from."""

    mark: str
    rules: tuple[CompiledRule, ...] = ()
    needs: frozenset[str] = frozenset()


_newest = Rulebook(mark="")


def known_rulebook() -> Rulebook:
    """What this process has compiled last."""
    return _newest


def read_rulebook() -> Rulebook:
    """Read and compile what is on now. A rule that can't be compiled is left out, and logged."""
    global _newest
    rows = list(
        Rule.objects.filter(is_on=True)
        .annotate(row=RawSQL("concat_ws(':', comments_rule.id, comments_rule.ctid, xmin)", ()))
        .order_by("pk")
    )
    rules = tuple(one for one in map(_compiled, rows) if one is not None)
    mark = " ".join(row.row for row in rows)
    _newest = Rulebook(mark, rules, needs_of(rules))
    return _newest


def _compiled(rule: Rule) -> CompiledRule | None:
    try:
        return compiled(rule)
    except (RuleBroken, KeyError):
        logger.exception("Rule %s can't be carried out and is left out.", rule.pk)
        return None
