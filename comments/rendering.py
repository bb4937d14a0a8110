"""A comment's plain text as HTML: paragraphs, line breaks and links, everything else escaped."""

import re
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

# What search engines and the opened page are told about a reader's link.
LINK_RELATION = "nofollow ugc noopener"

_ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»`\\^{}|]+", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "["}
_ENDS_A_SENTENCE = ".,:;!?'’…*_~"


def render_text(text: str) -> SafeString:
    """The HTML of a text that `clean_text` returned.

    Every paragraph takes its direction from its own first letter, so Arabic and English may follow
    each other. Only addresses that begin with http:// or https:// become links.
    """
    return format_html_join(
        "\n",
        '<p dir="auto">{}</p>',
        ((_lines(paragraph),) for paragraph in text.split("\n\n") if paragraph.strip()),
    )


def _lines(paragraph: str) -> SafeString:
    return format_html_join(
        mark_safe("<br>\n"), "{}", ((_linked(one),) for one in paragraph.split("\n"))
    )


def _linked(line: str) -> SafeString:
    pieces: list[str] = []
    position = 0
    for found in _ADDRESS.finditer(line):
        address = _without_closing(found[0])
        if not _is_plain(address):
            continue
        pieces.append(line[position : found.start()])
        pieces.append(format_html('<a href="{0}" rel="{1}">{0}</a>', address, LINK_RELATION))
        position = found.start() + len(address)
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, line[position:]]))


def _without_closing(address: str) -> str:
    """Without the punctuation of the sentence around it; brackets that it opened itself stay."""
    while True:
        shorter = address.rstrip(_ENDS_A_SENTENCE)
        opening = _BRACKETS.get(shorter[-1:])
        if opening and shorter.count(shorter[-1]) > shorter.count(opening):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _is_plain(address: str) -> bool:
    """Whether it leads where it seems to: a host, and no user name in front of it that looks like one."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname and "." in parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
