"""What must be said with a picture."""

import re
from collections.abc import Iterator

from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript

_FILE_NAME = re.compile(
    r"^\S+\.(?i:avif|gif|heic|jpe?g|png|tiff?|webp)$|^(?:IMG|DSC|DSCN|PXL)_?\d+"
)
_LETTER = re.compile(r"[^\W\d_]")
# What people type into a field that asks for something.
_NOBODY = frozenset({"n/a", "na", "no credit", "none", "photo", "picture", "unknown"})


def picture_alt(manuscript: Manuscript) -> Iterator[Finding]:
    """Those who can't see the picture are told what it shows, unless it says nothing."""
    picture = manuscript.article.picture
    if picture is None or picture.is_decorative:
        return
    words = picture.alt_text.strip()
    if _LETTER.search(words) and not _FILE_NAME.search(words):
        return
    yield Finding(
        "picture-alt",
        "picture",
        f"“{words}” does not say what the picture shows."
        if words
        else "The picture has no alternative text.",
        "Open the picture in the library and say what is to be seen, or mark it as decorative.",
        where="Alternative text of the picture",
        words=words,
        context=f"{picture.pk}",
    )


def picture_credit(manuscript: Manuscript) -> Iterator[Finding]:
    """Whoever made the picture is named."""
    picture = manuscript.article.picture
    if picture is None:
        return
    words = picture.credit.strip()
    if _LETTER.search(words) and words.casefold().rstrip(".") not in _NOBODY:
        return
    yield Finding(
        "picture-credit",
        "picture",
        f"“{words}” does not say who made the picture." if words else "The picture has no credit.",
        "Open the picture in the library and name whoever made it.",
        where="Credit of the picture",
        words=words,
        context=f"{picture.pk}",
    )
