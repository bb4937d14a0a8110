"""The one door for body text: whatever was typed, pasted or imported leaves as the same small HTML.

Paragraphs, two levels of subheads, bold, italic, links, lists, quotations, pull quotes, pictures of the
library, tables and footnotes; nothing else. Two texts that say the same are stored the same, letter
by letter, so comparing revisions shows what somebody wrote and never what a program did. The words of a
text are kept, whatever stood around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import nh3

from articles.prose.blocks import written
from articles.prose.links import KINDS, address_of
from articles.prose.reader import TAGS, Reader

# Their text is code or a document's own frame, never something an author wrote for readers.
DROPPED_WITH_CONTENT = frozenset({"script", "style", "title", "template"})
# What `articles.prose` asks for, of which `class`, `style` and `id` say where a text came from.
_ATTRIBUTES = {
    "*": {"style"},
    "a": {"href"},
    "figure": {"class", "data-picture"},
    "img": {"width", "height"},
    "small": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_HREF = re.compile(r"""<a\s[^>]*?\bhref\s*=\s*(?:("[^"]*"|'[^']*')|([^\s"'>]+))""", re.IGNORECASE)
_MOST_NAMED = 3

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", *KINDS},
    link_rel=None,
    strip_comments=True,
)


@dataclass(frozen=True)
class CleanedBody:
    """A text as it is stored, and what of it was not taken over."""

    html: str
    pictures: int
    refused_links: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """What whoever wrote or pasted the text should know, a sentence each."""
        notes = []
        if self.pictures:
            were, them = ("picture was", "it") if self.pictures == 1 else ("pictures were", "them")
            notes.append(
                f"{self.pictures} {were} not taken over; upload {them} to the library and put "
                f"{them} into the text from there."
            )
        if links := list(dict.fromkeys(self.refused_links)):
            named = ", ".join(f"“{link[:80]}”" for link in links[:_MOST_NAMED])
            more = f" and {len(links) - _MOST_NAMED} more" if len(links) > _MOST_NAMED else ""
            notes.append(
                f"{named}{more} can't be the address of a link; its words were kept. An address "
                "begins with https://, mailto: or, for a page of this site, with a slash."
            )
        return notes


def cleaned(html: str) -> CleanedBody:
    """Reduce HTML to what an article's text may hold, in the one form in which it is stored."""
    sound = _cleaner.clean(html)
    reader = Reader()
    blocks = reader.finished(sound)
    if reader.found_notes:
        blocks = Reader(reader.found_notes).finished(sound)
    return CleanedBody(written(blocks), reader.pictures, tuple(_refused(html)))


def _refused(html: str) -> Iterator[str]:
    """The addresses in links that are none; marks within a pasted document are not worth a word."""
    for quoted, bare in _HREF.findall(html):
        href = unescape(quoted[1:-1] if quoted else bare).strip()
        if href and not href.startswith("#") and not address_of(href):
            yield href


def clean_body(html: str) -> str:
    """The text alone, as it is stored."""
    return cleaned(html).html
