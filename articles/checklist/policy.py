"""How grave each finding is, and the bounds: the newsroom's policy in one place.

An error has to be mended before readers may see the article. A warning may stay if somebody who may
publish records why.
"""

from enum import StrEnum


class Severity(StrEnum):
    """What a finding asks for: to be mended, or to be mended or explained."""

    ERROR = "error"
    WARNING = "warning"


# By the names of the checks, in the order in which their findings are listed.
SEVERITIES = {
    "placeholder": Severity.ERROR,
    "picture-alt": Severity.ERROR,
    "picture-credit": Severity.ERROR,
    "picture-gone": Severity.ERROR,
    "dead-link": Severity.ERROR,
    "empty-section": Severity.ERROR,
    "mention-words": Severity.ERROR,
    "possible-placeholder": Severity.WARNING,
    "quoted-words": Severity.WARNING,
    "unlinked-name": Severity.WARNING,
    "headline-length": Severity.WARNING,
    "byline": Severity.WARNING,
}

# Characters. Search engines and shared cards cut longer headlines off; shorter ones say nothing there.
LONGEST_HEADLINE = 110
SHORTEST_HEADLINE = 8

# A recorded reason stands until one of so many characters before or after the words changes.
CONTEXT = 60
