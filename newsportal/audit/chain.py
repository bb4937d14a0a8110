"""Proving the chain of the record, outside of the database that keeps it.

Each row is hashed here, from what the database says that it holds, and compared with the hash that it
carries and with the one that the next row carries. The form that is hashed is that of the migration
`chain`; it needs nothing but SHA-256, so that somebody else's program can do the same with a copy.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from django.db.models import TextField
from django.db.models.functions import Cast

from newsportal.audit.models import AuditEntry

AT_ONCE = 2000  # rows in memory
FIRST_PREVIOUS = "0" * 64


class FaultKind(StrEnum):
    """What can be wrong with a row."""

    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    CUT_OFF = "cut off"
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class Fault:
    """The first row that is not what was recorded, and what became of it."""

    number: int
    kind: FaultKind
    words: str


@dataclass(frozen=True)
class Head:
    """A row of the chain by its number and hash, as `1204:9f86…` writes it; 0 before the first."""

    number: int = 0
    hash: str = FIRST_PREVIOUS

    @classmethod
    def read(cls, text: str) -> "Head":
        """Raises ValueError for what is no head."""
        found = re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip())
        if found is None:
            raise ValueError(f"{text!r} is no head such as 1204:9f86…, with 64 hexadecimal digits.")
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True)
class Link:
    """A row with everything that is hashed, as text."""

    number: int
    fields: tuple[str | None, ...]
    previous: str
    hash: str

    def digest(self, number: int) -> str:
        """The hash that the row has in that place."""
        canonical = ",".join(
            "-" if text is None else f"{len(text.encode())}:{text}"
            for text in (str(number), *self.fields, self.previous)
        )
        return sha256(canonical.encode()).hexdigest()


@dataclass
class Proof:
    """How far the chain was followed, and where it breaks."""

    checked: int = 0
    head: Head = field(default_factory=Head)
    fault: Fault | None = None


def prove(
    *, since: int = 1, kept: Head | None = None, done: Callable[[int], object] = lambda rows: None
) -> Proof:
    """Follow the chain from the row `since` on to its end, or to the first fault.

    `kept` is a head that was printed before: its row must still be there, and the same. `done` is told
    how many rows were checked since it was last called. Memory doesn't grow with the record.
    """
    proof = Proof()
    if since > 1:
        before = AuditEntry.objects.filter(number=since - 1).values_list("number", "hash").first()
        if before is None:
            words = f"There is no row {since - 1} for row {since} to follow."
            proof.fault = Fault(since - 1, FaultKind.MISSING, words)
            return proof
        proof.head = Head(*before)
    for link in _links(since):
        proof.fault = _fault(link, proof.head) or _other_than_kept(link, kept)
        if proof.fault:
            return proof
        proof.head = Head(link.number, link.hash)
        proof.checked += 1
        if proof.checked % AT_ONCE == 0:
            done(AT_ONCE)
    if rest := proof.checked % AT_ONCE:
        done(rest)
    if kept is not None and kept.number > proof.head.number:
        words = f"The record ends with row {proof.head.number}; it once went on to {kept.number}."
        proof.fault = Fault(proof.head.number + 1, FaultKind.CUT_OFF, words)
    return proof


def _links(since: int) -> Iterator[Link]:
    rows = AuditEntry.objects.filter(number__gte=since).order_by("number")
    columns = ("number", "at", "act", "actor_key", "actor", "kind", "object_key", "object")
    as_text = {"before_text": Cast("before", TextField()), "after_text": Cast("after", TextField())}
    values = rows.annotate(**as_text).values_list(*columns, *as_text, "request", "previous", "hash")
    for number, at, act, actor_key, *others, previous, digest in values.iterator(AT_ONCE):
        key = None if actor_key is None else str(actor_key)
        yield Link(number, (_in_utc(at), act, key, *others), previous, digest)


def _in_utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def _fault(link: Link, before: Head) -> Fault | None:
    expected = before.number + 1
    if link.number != expected:
        gone = (
            f"row {expected}"
            if link.number == expected + 1
            else f"rows {expected} to {link.number - 1}"
        )
        return Fault(expected, FaultKind.MISSING, f"The record lacks {gone}.")
    if link.digest(link.number) != link.hash:
        return _changed_or_moved(link)
    if link.previous != before.hash:
        # The row before is right in itself: somebody has made it fit, and not what follows it.
        words = f"Row {link.number} carries the hash of another row than stands before it."
        return Fault(max(before.number, 1), FaultKind.REWRITTEN, words)
    return None


def _changed_or_moved(link: Link) -> Fault:
    """Where a row's hash is right for another place, the row was there."""
    last = AuditEntry.objects.order_by("-number").values_list("number", flat=True)[0]
    for number in range(1, last + 2):
        if link.digest(number) == link.hash:
            words = f"What stands in row {link.number} was recorded as row {number}."
            return Fault(link.number, FaultKind.MOVED, words)
    words = f"Row {link.number} does not hold what was recorded."
    return Fault(link.number, FaultKind.CHANGED, words)


def _other_than_kept(link: Link, kept: Head | None) -> Fault | None:
    if kept is None or link.number != kept.number or link.hash == kept.hash:
        return None
    words = f"Row {link.number} is another one than when its head was kept: the record was written anew."
    return Fault(link.number, FaultKind.REWRITTEN, words)
