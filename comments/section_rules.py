"""What a section says about the comments on its stories, set as one act."""

from datetime import time

from django.db import transaction

from articles.models import Section
from comments.models import DiscussionRules
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change

SETTINGS = ("mode", "close_after", "open_from", "open_until")


@transaction.atomic
def set_rules(
    section: Section,
    *,
    by: User | None,
    mode: str,
    close_after: int | None,
    open_from: time | None,
    open_until: time | None,
) -> DiscussionRules:
    """Set what holds for the comments on a section's stories from now on."""
    # Who comes second waits at the row, and records what the first has left.
    DiscussionRules.objects.bulk_create([DiscussionRules(section=section)], ignore_conflicts=True)
    rules = DiscussionRules.objects.select_for_update().get(pk=section.pk)
    before = _facts(rules)
    rules.mode, rules.close_after = mode, close_after
    rules.open_from, rules.open_until = open_from, open_until
    rules.save()
    record_change(
        act=Act.DISCUSSION_RULES_SET, about=rules, by=by, before=before, after=_facts(rules)
    )
    return rules


def _facts(rules: DiscussionRules) -> dict[str, object]:
    return {name: getattr(rules, name) for name in SETTINGS}
