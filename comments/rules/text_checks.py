"""Rules that look at the words of a comment: each makes a check from what a moderator wrote."""

from comments.models import Rule
from comments.rules.cases import Case, Check, Finding, numbers
from comments.rules.hosts import SHORTENERS, Domains, Link
from comments.rules.likeness import FEWEST_LETTERS
from comments.rules.refusals import RuleBroken
from comments.rules.word_lists import WordList

MOST_SPANS = 20
LONGEST_LIST = 300_000  # characters
NAMED = 3


def words(rule: Rule) -> Check:
    """Words and phrases of a list."""
    listed = WordList(_lines(rule), whole_words=rule.whole_words)

    def check(case: Case) -> Finding | None:
        found = listed.find(case.text.reading, most=MOST_SPANS)
        if not found:
            return None
        typed = [case.text.text[match.start : match.end] for match in found]
        return Finding(
            words=f"On the list: {_quoted([match.entry for match in found])}",
            told=f"It holds {_quoted(typed)}.",
            spans=[(match.start, match.end) for match in found],
        )

    return check


def domains(rule: Rule) -> Check:
    """Links to sites of a list, or below them."""
    return _leading_to(Domains(_lines(rule)), "It links to {}, which we do not take.")


def shorteners(rule: Rule) -> Check:
    """Links that hide where they lead, by the known services and those of the list."""
    listed = Domains(_lines(rule), others=SHORTENERS)
    return _leading_to(listed, "A link through {} hides where it leads. Write the address itself.")


def _leading_to(listed: Domains, told: str) -> Check:
    def check(case: Case) -> Finding | None:
        found = [(link, name) for link in case.text.links if (name := listed.holding(link.host))]
        if not found:
            return None
        names = list(dict.fromkeys(name for _, name in found))
        return Finding(
            words=f"Links to {', '.join(names[:NAMED])}",
            told=told.format(", ".join(names[:NAMED])),
            spans=_places([link for link, _ in found]),
        )

    return check


def links(rule: Rule) -> Check:
    """More links than a comment may have."""
    (most,) = numbers(rule.amount)

    def check(case: Case) -> Finding | None:
        written = [link for link in case.text.links if link.is_written_out]
        if len(written) <= most:
            return None
        allowed = {0: "no links", 1: "one link"}.get(most, f"{most} links")
        return Finding(
            words=f"{len(written)} links, {most} are allowed",
            told=f"It has {len(written)} links; {allowed} may be in a comment.",
            spans=_places(written),
        )

    return check


def repeats(rule: Rule) -> Check:
    """What was written in the last 24 hours, word for word or nearly."""
    (share,) = numbers(rule.share)

    def check(case: Case) -> Finding | None:
        is_long = len(case.text.reading.plain) >= FEWEST_LETTERS
        for other in case.facts.like:
            alike = 100 if other.is_same else case.text.likeness.share(other.sketch)
            if alike >= share and (other.is_own or is_long):
                whose = "of the same author" if other.is_own else "of somebody else"
                degree = "The same text as" if other.is_same else f"{alike} % alike with"
                return Finding(
                    words=f"{degree} comment {other.comment} {whose}",
                    told="It says what was written here a short time ago.",
                )
        return None

    return check


def _lines(rule: Rule) -> list[str]:
    if len(rule.entries) > LONGEST_LIST:
        raise RuleBroken(f"A list has at most {LONGEST_LIST:,} characters. Make it two rules.")
    return rule.entries.splitlines()


def _quoted(texts: list[str]) -> str:
    different = list(dict.fromkeys(" ".join(text.split()) for text in texts))
    return ", ".join(f"“{text}”" for text in different[:NAMED])


def _places(links: list[Link]) -> list[tuple[int, int]]:
    return list(dict.fromkeys((link.start, link.end) for link in links))[:MOST_SPANS]
