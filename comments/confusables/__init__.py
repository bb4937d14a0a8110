"""Which texts look alike: the skeletons of Unicode's Technical Standard #39, section 4.

Two texts with one skeleton can be taken for each other; a skeleton is for comparing and never shown. The
characters and what they look like are Unicode's own (`confusables-17.0.0.txt` beside this file); what
Python's tables don't know yet keeps its own shape. The direction of the text is left out of account.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "confusables-17.0.0.txt"

# Default_Ignorable_Code_Point: drawn as nothing where it stands by itself.
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


def skeleton(text: str) -> str:
    """What the text looks like; equal for texts that can be taken for each other."""
    shapes = _IGNORED.sub("", unicodedata.normalize("NFD", text)).translate(_prototypes())
    return unicodedata.normalize("NFD", shapes)


@cache
def _prototypes() -> dict[int, str]:
    """What each confusable character looks like; read once, some milliseconds."""
    prototypes: dict[int, str] = {}
    for line in DATA.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            target, _, sources = line.partition(" < ")
            shape = "".join(chr(int(code, 16)) for code in target.split())
            prototypes |= {int(code, 16): shape for code in sources.split()}
    # A few shapes are written with characters that look like others themselves: Ǆ is D and Ž.
    return {
        source: unicodedata.normalize("NFD", shape).translate(prototypes)
        for source, shape in prototypes.items()
    }
