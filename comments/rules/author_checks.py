"""Rules that look at what an author did before, and at how fast a discussion goes."""

from datetime import timedelta

from comments.models import Comment, Rule
from comments.rules.cases import Case, Check, Finding, numbers

# What a reader's report adds to the heat of a discussion, in comments.
REPORT_WEIGHT = 5
REMEMBERED = timedelta(days=30)
State = Comment.State
REFUSED = {State.REJECTED, State.REMOVED, State.SPAM}
UNDECIDED = {State.HELD, State.WITHDRAWN, State.ERASED}


def newcomers(rule: Rule) -> Check:
    """Until a moderator has approved so many of an author's comments."""
    (wanted,) = numbers(rule.amount)

    def check(case: Case) -> Finding | None:
        approved = sum(own.is_approved for own in case.facts.own)
        if approved >= wanted:
            return None
        return Finding(
            words=f"New here: {approved} of {wanted} comments approved by a moderator",
            told="First comments are read by a moderator before they are shown.",
        )

    return check


def rate(rule: Rule) -> Check:
    """More comments of one author within some minutes than a rule allows."""
    most, minutes = numbers(rule.amount, rule.minutes)
    window = timedelta(minutes=minutes)

    def check(case: Case) -> Finding | None:
        recent = [own.at for own in case.facts.own if own.at > case.now - window]
        if not case.is_new or len(recent) < most:
            return None
        wait = recent[most - 1] + window - case.now
        return Finding(
            words=f"{len(recent) + 1} comments within {_minutes(minutes)}",
            told=f"You wrote {_comments(len(recent))} within {_minutes(minutes)}.",
            wait=wait,
        )

    return check


def heated(rule: Rule) -> Check:
    """One comment per author and pause while a thread gets very many comments, or reports."""
    many, minutes, pause = numbers(rule.amount, rule.minutes, rule.pause)
    length = timedelta(minutes=pause)

    def check(case: Case) -> Finding | None:
        lately = case.facts.in_thread(minutes)
        reporters = case.facts.reporters_in_thread(minutes)
        if not case.is_new or lately + REPORT_WEIGHT * reporters < many:
            return None
        here = (own.at for own in case.facts.own if own.thread == case.thread)
        last = next(here, None)
        if last is None or last + length <= case.now:
            return None
        return Finding(
            words=f"Heated: {_heat(lately, reporters)} here within {_minutes(minutes)}",
            told=(
                "Many people are writing here at the moment. So that all of them are read, everybody "
                f"may write once in {_minutes(pause)}."
            ),
            wait=last + length - case.now,
        )

    return check


def rejections(rule: Rule) -> Check:
    """Authors of whose comments of the last 30 days too many were not kept."""
    fewest, share = numbers(rule.amount, rule.share)

    def check(case: Case) -> Finding | None:
        lately = [own.state for own in case.facts.own if own.at > case.now - REMEMBERED]
        decided = [state for state in lately if state not in UNDECIDED]
        refused = sum(state in REFUSED for state in decided)
        if len(decided) < fewest or 100 * refused < share * len(decided):
            return None
        return Finding(
            words=f"{refused} of {len(decided)} comments of the last 30 days were not kept",
            told="Several of your comments were not kept.",
        )

    return check


def _minutes(number: int) -> str:
    return "a minute" if number == 1 else f"{number} minutes"


def _heat(comments: int, reporters: int) -> str:
    if not reporters:
        return _comments(comments)
    readers = "1 reader" if reporters == 1 else f"{reporters} readers"
    return f"{_comments(comments)} and reports of {readers}"


def _comments(number: int) -> str:
    return "1 comment" if number == 1 else f"{number} comments"
