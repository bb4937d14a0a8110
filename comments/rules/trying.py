"""Trying a rule on the comments of the last 30 days before it is switched on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.tasks import task
from django.utils import timezone

from comments.models import BackTest, Comment, Rule
from comments.models.comment import DESK_ORDER
from comments.rules.cases import Text
from comments.rules.facts import OWN, REPEATS, THREAD
from comments.rules.kinds import KINDS, compiled
from comments.rules.past import Past, PastComment, approvals, approved_before, reports_between
from newsportal.accounts.models import User
from newsportal.accounts.rights import require

TRIED = timedelta(days=30)
# The newest of them, where there are more.
MOST = 20_000
# So many are tried while the moderator waits, more by a background task.
WHILE_WAITING = 1_000
AT_ONCE = 500
EXAMPLES = 20
UNREADABLE = [Comment.State.ERASED, Comment.State.WITHDRAWN]


def try_rule(rule: Rule, *, by: User, now: datetime | None = None) -> BackTest:
    """Begin to try the stored version of a rule; one that is still being tried is only looked at."""
    require(by, "rule.change", rule)
    now = now or timezone.now()
    tests = BackTest.objects.filter(rule=rule, rule_version=rule.version)
    running = tests.filter(finished_at__isnull=True, asked_at__gt=now - timedelta(hours=1)).first()
    if running is not None:
        return running
    total = len(_newest(rule, now))
    test = BackTest.objects.create(
        rule=rule, rule_version=rule.version, asked_by=by, asked_at=now, total=total
    )
    if total <= WHILE_WAITING:
        _run(test)
    else:
        carry_on.enqueue(test.pk)
    return test


@task()
def carry_on(test_key: int) -> int:
    """Carry out a trial that was begun; how many comments it has met."""
    test = BackTest.objects.select_related("rule").filter(pk=test_key).first()
    # A rule that was changed meanwhile is another one.
    if test is None or test.rule.version != test.rule_version:
        return 0
    return _run(test)


@dataclass
class Tally:
    """What a trial has met so far: how many by their state, the newest examples of each kind."""

    outcome: Counter[str] = field(default_factory=Counter)
    approved: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)

    def add(self, comment: PastComment, words: str, spans: list[tuple[int, int]]) -> None:
        """Count a comment that the rule would have met."""
        self.outcome[comment.state] += 1
        is_approved = comment.state == Comment.State.PUBLISHED
        kept = self.approved if is_approved else self.others
        kept.append({"comment": comment.id, "words": words, "spans": spans})
        del kept[:-EXAMPLES]


def _run(test: BackTest) -> int:
    tally = Tally()
    for examined in _examine(test, tally):
        BackTest.objects.filter(pk=test.pk).update(examined=examined)
    test.outcome = dict(tally.outcome)
    test.examples = tally.approved[::-1] + tally.others[::-1]
    test.finished_at = timezone.now()
    test.examined = test.total
    test.save(update_fields=["outcome", "examples", "finished_at", "examined"])
    return sum(tally.outcome.values())


def _examine(test: BackTest, tally: Tally) -> Iterator[int]:
    """Ask the rule about each comment, oldest first; yields how many were asked about."""
    rule, check = test.rule, compiled(test.rule).check
    comments = _newest(rule, test.asked_at)[-test.total :] if test.total else []
    needs = KINDS[rule.kind].needs
    past = Past(
        minutes=rule.minutes,
        needs_likeness=REPEATS in needs,
        reports=reports_between(test.asked_at - TRIED, test.asked_at) if THREAD in needs else (),
    )
    if OWN in needs:
        _add_approvals(comments, past)
    for start in range(0, len(comments), AT_ONCE):
        some = comments[start : start + AT_ONCE]
        texts = dict(
            Comment.objects.filter(pk__in=[one.id for one in some]).values_list("pk", "text")
        )
        for comment in some:
            text = Text(texts.get(comment.id, ""))
            finding = check(past.case(comment, text))
            if finding is not None:
                tally.add(comment, finding.words, finding.spans)
            past.add(comment, text)
        yield start + len(some)


def _add_approvals(comments: list[PastComment], past: Past) -> None:
    if not comments:
        return
    authors = sorted({one.author_key for one in comments if one.author_key})
    past.remember(approved_before(authors, comments[0].created_at))
    times = approvals([one.id for one in comments])
    for one in comments:
        one.approved_at = times.get(one.id)


def _newest(rule: Rule, now: datetime) -> list[PastComment]:
    """The comments of the last 30 days where the rule holds, oldest first."""
    within = Comment.objects.filter(created_at__gt=now - TRIED, created_at__lte=now)
    within = within.exclude(state__in=UNREADABLE)
    if rule.section_id:
        within = within.filter(thread__article__section=rule.section_id)
    if rule.article_id:
        within = within.filter(thread=rule.article_id)
    found: list[PastComment] = []
    # The two halves of the desk's index, which has what waits apart from the rest.
    for desk in (0, 1):
        half = within.alias(desk=DESK_ORDER).filter(desk=desk)
        rows = half.order_by(F("created_at").desc(), F("id").desc()).values_list(
            "id", "author_key", "created_at", "thread_id", "state"
        )
        found += [PastComment(*row) for row in rows[:MOST]]
    return sorted(found, key=lambda one: (one.created_at, one.id))[-MOST:]
