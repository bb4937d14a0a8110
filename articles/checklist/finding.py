"""What a check has found: what is wrong, where, and what to do about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from articles.checklist.policy import CONTEXT, SEVERITIES, Severity


@dataclass(frozen=True)
class Finding:
    """One thing that is to be mended or explained before readers see the article.

    `field` is a field or a list of rows of the article's form, `where` says in words where to look there,
    and `words` are quoted from it. `context` is the text around them: while neither changes, the finding
    is the same one.
    """

    check: str
    field: str
    problem: str
    remedy: str
    where: str = ""
    words: str = ""
    context: str = ""

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.check]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of what makes the finding this one, as hexadecimal digits."""
        parts = [self.check, self.field, self.words, self.context]
        return sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Passage:
    """A piece of the text that readers see, and where it stands in the form."""

    field: str
    where: str
    text: str

    def finding(self, check: str, start: int, end: int, *, problem: str, remedy: str) -> Finding:
        """A finding about `text[start:end]`."""
        return Finding(
            check,
            self.field,
            problem,
            remedy,
            where=self.where,
            words=self.text[start:end],
            context=self.text[max(0, start - CONTEXT) : end + CONTEXT],
        )


def once_each(findings: Iterator[Finding]) -> list[Finding]:
    """The findings without repetition, grouped as the policy lists their checks."""
    unique = {finding.fingerprint: finding for finding in findings}
    order = {name: place for place, name in enumerate(SEVERITIES)}
    return sorted(unique.values(), key=lambda finding: order[finding.check])
