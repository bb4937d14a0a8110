"""What must be said with a picture."""

import re
from collections.abc import Iterator

from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript
from articles.models import Image

_FILE_NAME = re.compile(
    r"^\S+\.(?i:avif|gif|heic|jpe?g|png|tiff?|webp)$|^(?:IMG|DSC|DSCN|PXL)_?\d+"
)
_LETTER = re.compile(r"[^\W\d_]")
# What people type into a field that asks for something.
_NOBODY = frozenset({"n/a", "na", "no credit", "none", "photo", "picture", "unknown"})


def picture_alt(manuscript: Manuscript) -> Iterator[Finding]:
    """Those who can't see a picture are told what it shows, unless it says nothing."""
    for field, which, picture in _shown(manuscript):
        words = picture.alt_text.strip()
        is_said = _LETTER.search(words) and not _FILE_NAME.search(words)
        if picture.is_decorative or is_said:
            continue
        yield Finding(
            "picture-alt",
            field,
            f"“{words}” does not say what the picture shows."
            if words
            else "The picture has no alternative text.",
            "Open the picture in the library and say what is to be seen, or mark it as decorative.",
            where=f"Alternative text of {which}",
            words=words,
            context=f"{picture.pk}",
        )


def picture_credit(manuscript: Manuscript) -> Iterator[Finding]:
    """Whoever made a picture is named."""
    for field, which, picture in _shown(manuscript):
        words = picture.credit.strip()
        if _LETTER.search(words) and words.casefold().rstrip(".") not in _NOBODY:
            continue
        yield Finding(
            "picture-credit",
            field,
            f"“{words}” does not say who made the picture."
            if words
            else "The picture has no credit.",
            "Open the picture in the library and name whoever made it.",
            where=f"Credit of {which}",
            words=words,
            context=f"{picture.pk}",
        )


def picture_gone(manuscript: Manuscript) -> Iterator[Finding]:
    """A picture that the text names is in the library."""
    for _, block in manuscript.placed:
        if block.picture and block.picture not in manuscript.pictures:
            yield Finding(
                "picture-gone",
                "body",
                f"Picture {block.picture} is not in the library.",
                "Choose another picture, or take this one out of the text.",
                where=f"Picture {block.picture}",
                words=str(block.picture),
            )


def _shown(manuscript: Manuscript) -> Iterator[tuple[str, str, Image]]:
    """The field, a name and the picture itself: the one above the text, then those in it."""
    if picture := manuscript.article.picture:
        yield "picture", "the picture", picture
    keys = dict.fromkeys(block.picture for _, block in manuscript.placed)
    for key in keys:
        if key in manuscript.pictures:
            picture = manuscript.pictures[key]
            yield "body", f"the picture in the text: {picture}", picture
