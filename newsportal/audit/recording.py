"""Writing into the record, within the transaction of the act."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from newsportal.audit.acts import Act
from newsportal.audit.models import AuditNote
from newsportal.logs.current import current_request_id

type Facts = Mapping[str, Any]

# Characters of one text: what was said in public is kept elsewhere in full.
LONGEST_TEXT = 500


def record(
    *,
    act: Act,
    about: Model,
    by: AbstractBaseUser | None,
    before: Facts | None = None,
    after: Facts | None = None,
    words: str = "",
) -> None:
    """Record that somebody did something to a row; it is kept if and only if the transaction commits.

    `by` is None for what a program does by itself. `before` and `after` hold what the act has changed, as
    plain values; no secrets, and of people's own words no more than the act is about. A long text is cut
    off. `words` say what the row is, where its own name says too much. Before a row is deleted, call it
    while the row still has its key. Raises TransactionManagementError outside of a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("An act and its record belong into one transaction.")
    AuditNote.objects.create(
        act=act,
        actor_key=by.pk if by else None,
        actor=_cut(str(by) if by else _program(), 150),
        kind=about._meta.model_name or "",
        object_key=str(about.pk),
        object=_cut(words or str(about), 300),
        before=_facts(before),
        after=_facts(after),
        request=current_request_id(),
    )


def record_change(
    *,
    act: Act,
    about: Model,
    by: AbstractBaseUser | None,
    before: Facts,
    after: Facts,
    words: str = "",
) -> None:
    """Record those facts that differ; where none does, nothing was done.

    An empty `before` is that of a row that is new.
    """
    names = [name for name in after if before.get(name) != after[name]]
    if names:
        record(
            act=act,
            about=about,
            by=by,
            before={name: before[name] for name in names} if before else None,
            after={name: after[name] for name in names},
            words=words,
        )


def _program() -> str:
    """What acts without a person: a command by its name, else the site itself."""
    program, command = [*sys.argv, "", ""][:2]
    return f"manage.py {command}" if Path(program).name == "manage.py" else "the site"


def _facts(facts: Facts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {
        name: _cut(value, LONGEST_TEXT) if isinstance(value, str) else value
        for name, value in facts.items()
    }


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
