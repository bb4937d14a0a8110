"""The verdict on a comment that is about to be stored, and every reason for it."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from comments.models import Comment, Rule, Signal
from comments.refusals import NotTaken, ReadAgain, TooSoon
from comments.rules.cases import Case, Finding, Text
from comments.rules.facts import Facts, facts_about
from comments.rules.keeping import keep, values_to_keep
from comments.rules.kinds import CompiledRule
from comments.rules.likeness import Likeness
from comments.rules.rulebook import Rulebook, known_rulebook, read_rulebook

logger = logging.getLogger(__name__)

# People need longer to read the form and to write a line; programs do not.
QUICK = timedelta(seconds=3)
LONGEST_WORDS = 300


class Action(StrEnum):
    """What becomes of a comment, the strongest last."""

    PUBLISH = "publish"
    NUDGE = "nudge"
    HOLD = "hold"
    REJECT = "reject"


_STRENGTH = {action.value: strength for strength, action in enumerate(Action)}


@dataclass(frozen=True)
class Sending:
    """How the form was sent: which rules have asked its author already, and how old it was.

    `is_unopened`: nobody had opened it here, as far as it shows.
    """

    nudged: Collection[int] = ()
    age: timedelta | None = None
    is_unopened: bool = False


@dataclass(frozen=True)
class Verdict:
    """`signals` are rows that `keep` stores; `told` is for the author, `reason` for moderators.

    `rules` are the keys of the rules that nudge, `wait` the time after which the comment would be taken.
    """

    action: Action
    likeness: Likeness
    signals: list[Signal] = field(default_factory=list)
    told: str = ""
    reason: str = ""
    rules: tuple[int, ...] = ()
    wait: timedelta | None = None

    @property
    def reason_to_hold(self) -> str:
        """Why a moderator should read it first; "" where nothing is to be held."""
        return self.reason if self.action == Action.HOLD else ""

    def refuse(self) -> None:
        """Raise ReadAgain, NotTaken or TooSoon where the comment is not to be stored."""
        if self.action == Action.NUDGE:
            raise ReadAgain(self.told, rules=self.rules)
        if self.action == Action.REJECT:
            if self.wait is not None:
                raise TooSoon(self.told, wait=self.wait)
            raise NotTaken(self.told)

    def keep(self, comment: Comment, *, now: datetime) -> None:
        """Store what fired on the comment's revision, and its text for those that come after it."""
        keep(comment, self.signals, self.likeness, now=now)

    def values_to_keep(self, *, now: datetime) -> dict[str, object]:
        """The same for the statement that stores a new comment."""
        return values_to_keep(self.signals, self.likeness, now=now)


def judge(
    comment: Comment,
    *,
    now: datetime,
    sending: Sending | None = None,
    fewest: Facts | None = None,
) -> Verdict:
    """What the rules that are on make of a comment, before it is stored or its edited text is.

    A comment without a key is new. To be called with its thread locked. One query, and none where no rule
    wants more than the `fewest` facts that the caller has; two further ones where the rules have changed
    since this process read them. It raises nothing but DatabaseError.
    """
    sending = sending or Sending()
    text = Text(comment.text)
    book = known_rulebook()
    facts = fewest
    if facts is None or book.needs:
        facts = facts_about(comment, text.likeness, now=now, wanted=book.needs)
    if facts.mark != book.mark:
        book = read_rulebook()
        facts = facts_about(comment, text.likeness, now=now, wanted=book.needs)
    case = Case(
        text=text,
        thread=comment.thread_id,
        author_key=comment.author_key,
        now=now,
        is_new=comment.pk is None,
        facts=facts,
    )
    return _verdict(case, _fired(book, case), sending)


def _fired(book: Rulebook, case: Case) -> list[tuple[Rule, Finding]]:
    fired = []
    for one in book.rules:
        if one.holds_in(section=case.facts.section, article=case.thread):
            finding = _asked(one, case)
            if finding is not None:
                fired.append((one.rule, finding))
    return fired


def _asked(one: CompiledRule, case: Case) -> Finding | None:
    """What a rule finds; a fault in it must not cost anybody their comment."""
    try:
        return one.check(case)
    except Exception:
        logger.exception("Rule %s has failed and is passed over.", one.rule.pk)
        return None


def _verdict(case: Case, fired: list[tuple[Rule, Finding]], sending: Sending) -> Verdict:
    # Who has been asked to read it again and sends it all the same is not asked twice.
    open_ = [(rule, found) for rule, found in fired if not _is_answered(rule, sending)]
    action = max((rule.action for rule, _ in open_), key=_STRENGTH.__getitem__, default="publish")
    deciding = [(rule, found) for rule, found in open_ if rule.action == action]
    signals = [_signal(rule, found, sending, case.now) for rule, found in fired]
    signals += _of_sending(sending, case.now)
    waits = [found.wait for _, found in deciding if found.wait is not None]
    return Verdict(
        action=Action(action),
        likeness=case.text.likeness,
        signals=signals,
        told=" ".join(dict.fromkeys(rule.message or found.told for rule, found in deciding)),
        reason=_cut("; ".join(f"{rule.name}: {found.words}" for rule, found in deciding)),
        rules=tuple(rule.pk for rule, _ in deciding),
        wait=max(waits) if waits and len(waits) == len(deciding) else None,
    )


def _is_answered(rule: Rule, sending: Sending) -> bool:
    return rule.action == Rule.Action.NUDGE and rule.pk in sending.nudged


def _signal(rule: Rule, finding: Finding, sending: Sending, now: datetime) -> Signal:
    unasked = rule.action == Rule.Action.NUDGE and not _is_answered(rule, sending)
    return Signal(
        rule=rule,
        kind=rule.kind,
        rule_version=rule.version,
        action=Signal.Action.NOTE if unasked else rule.action,
        words=_cut(f"{rule.name}: {finding.words}"),
        spans=finding.spans,
        created_at=now,
    )


def _of_sending(sending: Sending, now: datetime) -> list[Signal]:
    """What the site itself noticed; it decides nothing."""
    noticed = {}
    if sending.age is not None and sending.age < QUICK:
        noticed[Signal.QUICK] = f"Sent within {QUICK.seconds} seconds of opening the form"
    if sending.is_unopened:
        noticed[Signal.UNOPENED] = "Sent without opening the form"
    note = Signal.Action.NOTE
    return [
        Signal(kind=kind, action=note, words=words, created_at=now)
        for kind, words in noticed.items()
    ]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"
