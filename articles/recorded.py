"""What the record of acts keeps of an edition: which one, when it is visible, under which headline."""

from typing import Any

from articles.models import Edition


def edition_facts(edition: Edition | None) -> dict[str, Any] | None:
    """An edition as it is now; None for none. Its text stays where it is, and never changes."""
    if edition is None:
        return None
    facts = {
        "edition": edition.number,
        "kind": edition.kind,
        "headline": edition.headline,
        "path": edition.path,
        "starts_at": edition.starts_at,
        "ends_at": edition.ends_at,
        "note": edition.note,
        "withdrawal_reason": edition.withdrawal_reason,
    }
    return {name: value for name, value in facts.items() if value not in {None, ""}}
