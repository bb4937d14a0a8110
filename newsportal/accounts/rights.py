"""`can`: the only authority about who may do what in the newsroom.

It says no to everything that `rights.md` does not name. Whatever asks, asks here: pages, fields,
lists, choosers and actions on many rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, Q, QuerySet

from newsportal.accounts.models import User
from newsportal.accounts.rights_table import EVERY_STATE, TABLE, Rule, Scope
from newsportal.accounts.roles import Role

ONLY_STATE = ""


@dataclass(frozen=True)
class Place:
    """Where a model keeps what the table asks for.

    `owner` and `section` are paths to keys, as queries write them; `state` tells a row's state in the
    table's words. A model without a place has neither owners nor sections nor states.
    """

    owner: str = ""
    section: str = ""
    state: Callable[[Any], str] = lambda row: ONLY_STATE


_PLACES: dict[type[Model], Place] = {}
_NOWHERE = Place()

type Somebody = User | AnonymousUser


class RightMissing(PermissionDenied):
    """Somebody asked for what is not theirs; the text says whose it is."""

    def __init__(self, right: str) -> None:
        super().__init__(in_words(right))


def place_rows(model: type[Model], place: Place) -> None:
    """Tell where a model keeps owner, section and state; called once when its app is ready."""
    _PLACES[model] = place


def can(user: Somebody, right: str, row: Model | None = None) -> bool:
    """Whether somebody has a right, such as `article.publish`, over a row.

    Without a row: whether they have it over any, so that it is worth offering a page or a button.
    """
    rules = TABLE.get(right, [])
    if row is not None and any(EVERY_STATE not in rule.states for rule in rules):
        state = _place(type(row)).state(row)
        rules = [rule for rule in rules if rule.holds_in(state)]
    return any(_reaches(scope, user, row) for scope in _scopes(user, rules))


def require(user: Somebody, right: str, row: Model | None = None) -> User:
    """The user, who has the right; raises RightMissing for everybody else."""
    if isinstance(user, User) and can(user, right, row):
        return user
    raise RightMissing(right)


def allowed[M: Model](
    rows: QuerySet[M], user: Somebody, right: str, *, state: str = EVERY_STATE
) -> QuerySet[M]:
    """Those of the rows over which somebody has a right: to view, or another in a given state."""
    (rule,) = (rule for rule in TABLE[right] if rule.holds_in(state))
    scopes = _scopes(user, [rule])
    if Scope.EVERYWHERE in scopes:
        return rows
    place = _place(rows.model)
    condition = Q(pk__in=[])
    if Scope.OWN in scopes and place.owner:
        condition |= Q((place.owner, user.pk))
    if Scope.SECTION in scopes and place.section:
        condition |= Q((f"{place.section}__in", _sections(user)))
    return rows.filter(condition)


def in_words(right: str) -> str:
    """Who has a right, as a sentence for somebody who does not."""
    who = {
        _WORDS[scope].get(role, role.lower())
        for rule in TABLE.get(right, [])
        for role, scope in rule.scopes.items()
        if scope != Scope.NOWHERE
    }
    if not who:
        return "Nobody may do this: it follows from what is done elsewhere, or stays as it is."
    *others, last = sorted(who)
    words = f"{', '.join(others)} and {last}" if others else last
    return f"{words[0].upper()}{words[1:]} may do this."


_WORDS: dict[Scope, dict[Role, str]] = {
    Scope.EVERYWHERE: {},
    Scope.OWN: dict.fromkeys(Role, "the reporter who began it"),
    Scope.SECTION: dict.fromkeys(Role, "editors of its section"),
}


def _scopes(user: Somebody, rules: list[Rule]) -> set[Scope]:
    """How far the rules reach for all roles of somebody who works here."""
    if not isinstance(user, User) or not (user.is_active and user.is_staff):
        return set()
    if user.lacks_second_factor:
        return set()
    return {rule.scopes[role] for rule in rules for role in user.roles}


def _reaches(scope: Scope, user: Somebody, row: Model | None) -> bool:
    if scope is Scope.EVERYWHERE:
        return True
    if scope is Scope.OWN:
        return row is None or _follow(row, _place(type(row)).owner) == user.pk
    if scope is Scope.SECTION:
        sections = _sections(user)
        return (
            bool(sections) if row is None else _follow(row, _place(type(row)).section) in sections
        )
    return False


def _sections(user: Somebody) -> frozenset[int]:
    return user.edited_section_ids if isinstance(user, User) else frozenset()


def _place(model: type[Model]) -> Place:
    return _PLACES.get(model, _NOWHERE)


def _follow(row: Model, path: str) -> int | None:
    """The key at the end of a path; None where the path leads nowhere."""
    found: Any = row if path else None
    for name in path.split("__") if path else ():
        try:
            found = getattr(found, name)
        except ObjectDoesNotExist:
            return None
        if found is None:
            return None
    return found  # type: ignore[no-any-return]
