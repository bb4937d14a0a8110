"""From which state of a comment which other may follow, whoever decides and for whatever reason.

The database holds the same table (migration `possible_transitions`): no way of writing makes another
change. Into nothing but itself leads `erased`.
"""

from collections.abc import Mapping

from django.db.models import Q

TRANSITIONS: Mapping[str, frozenset[str]] = {
    "held": frozenset({"published", "rejected", "spam", "withdrawn", "erased"}),
    "published": frozenset(
        {"held", "hidden", "rejected", "removed", "spam", "withdrawn", "erased"}
    ),
    "hidden": frozenset({"held", "published", "removed", "spam", "withdrawn", "erased"}),
    "rejected": frozenset({"held", "published", "withdrawn", "erased"}),
    "removed": frozenset({"hidden", "published", "withdrawn", "erased"}),
    "withdrawn": frozenset({"erased"}),
    "erased": frozenset(),
    "spam": frozenset({"held", "hidden", "published", "withdrawn", "erased"}),
}


def possible() -> Q:
    """The condition of an event that leads somewhere: a new comment may begin in any state."""
    condition = Q(from_state="")
    for before, after in TRANSITIONS.items():
        condition |= Q(from_state=before, to_state__in=sorted(after))
    return condition
