"""Writing rules: each change is a new version, kept and recorded, and none is stored that can't work."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from comments.models import BackTest, Rule, RuleVersion
from comments.rules.kinds import compiled
from comments.rules.refusals import RuleChanged, RuleUntried
from newsportal.accounts.models import User
from newsportal.accounts.rights import require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change

DEFINING = (
    "name",
    "kind",
    "action",
    "entries",
    "whole_words",
    "amount",
    "minutes",
    "pause",
    "share",
    "message",
    "section_id",
    "article_id",
)


@transaction.atomic
def save_rule(rule: Rule, *, by: User, untried: bool = False) -> Rule:
    """Store a new rule or the change of one as it was read (`rule.version`).

    Switching on what was never tried on past comments needs `untried`. Raises RightMissing, RuleBroken,
    RuleChanged and RuleUntried; nothing has changed then.
    """
    require(by, "rule.change" if rule.pk else "rule.add", rule if rule.pk else None)
    compiled(rule)
    before = Rule.objects.select_for_update().filter(pk=rule.pk).first()
    definition = definition_of(rule)
    is_changed = before is None or definition_of(before) != definition
    if before is not None and before.version != rule.version:
        raise RuleChanged(before.version)
    is_switched_on = rule.is_on and not (before is not None and before.is_on)
    if is_switched_on and not untried and (is_changed or not is_tried(rule)):
        raise RuleUntried
    if before is not None and is_changed:
        rule.version += 1
    rule.save()
    if is_changed:
        _keep_version(rule, definition, by)
    _record(rule, before, by)
    return rule


def definition_of(rule: Rule) -> dict[str, Any]:
    """What a rule says, whether it is on or not."""
    return {name: getattr(rule, name) for name in DEFINING}


def is_tried(rule: Rule) -> bool:
    """Whether this version was tried to the end."""
    tests = BackTest.objects.filter(rule=rule, rule_version=rule.version)
    return tests.filter(finished_at__isnull=False).exists()


def _keep_version(rule: Rule, definition: dict[str, Any], by: User) -> None:
    RuleVersion.objects.create(
        rule=rule,
        number=rule.version,
        definition=definition,
        made_by=by,
        made_at=timezone.now(),
    )


def _record(rule: Rule, before: Rule | None, by: User) -> None:
    record_change(
        act=Act.RULE_CHANGED if before else Act.RULE_ADDED,
        about=rule,
        by=by,
        before=_facts(before) if before else {},
        after=_facts(rule),
    )


def _facts(rule: Rule) -> dict[str, Any]:
    return {**definition_of(rule), "is_on": rule.is_on, "version": rule.version}
