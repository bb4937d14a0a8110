"""What the record of acts keeps of an edition: which one, when it is visible, under which headline."""

from typing import Any

from articles.models import Edition
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


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
        "is_grave": edition.is_grave or None,
        "rewords": edition.rewords,
        "withdrawal_reason": edition.withdrawal_reason,
        "is_legal_order": edition.is_legal_order or None,
        "legal_authority": edition.legal_authority,
        "legal_order_url": edition.legal_order_url,
    }
    return {name: value for name, value in facts.items() if value not in {None, ""}}


def recorded(act: Act, edition: Edition, *, before: Edition | None, by: User | None) -> Edition:
    """The edition, after what was done to its article has become a row of the record."""
    record(
        act=act,
        about=edition.article,
        by=by,
        before=edition_facts(before),
        after=edition_facts(edition),
    )
    return edition
