"""A comment's plain text as HTML: paragraphs, lines, quotations and links, all else escaped."""

import re
from itertools import groupby
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from comments.lookalike_hosts import looks_like_another
from comments.quoting import QUOTED

# What search engines and the opened page are told about a reader's link.
LINK_RELATION = "nofollow ugc noopener"
DEEPEST_QUOTATION = 3
MOST_LINKS = 30
LONGEST_ADDRESS = 2000

_ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»‹›`\\^{}|]+", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "）": "（", "」": "「", "】": "【"}
_ENDS_A_SENTENCE = ".,:;!?'’…*_~。，、；：！？।،؛؟"


def render_text(text: str) -> SafeString:
    """The HTML of a text that `clean_text` returned.

    Lines that begin with `>` are a quotation, which may hold another. Every paragraph takes its direction
    from its own first letter, so Arabic and English may follow each other. Only addresses that begin with
    http:// or https:// become links, and of many the first ones: the time that a text takes grows with
    its length alone.
    """
    return _Renderer().blocks(text.split("\n"))


class _Renderer:
    """Renders one text; counts its links."""

    def __init__(self) -> None:
        self._links = 0

    def blocks(self, lines: list[str], depth: int = 0) -> SafeString:
        """Paragraphs and quotations in their order."""
        parts: list[SafeString] = []
        for is_quoted, group in groupby(lines, _begins_quotation):
            block = list(group)
            inner = [line.removeprefix(QUOTED).removeprefix(" ") for line in block]
            if is_quoted and depth < DEEPEST_QUOTATION and any(line.strip() for line in inner):
                quoted = self.blocks(inner, depth + 1)
                parts.append(format_html("<blockquote>{}</blockquote>", quoted))
            else:
                parts.append(self._paragraphs("\n".join(block)))
        return format_html_join("\n", "{}", ((part,) for part in parts if part))

    def _paragraphs(self, text: str) -> SafeString:
        paragraphs = [one.strip("\n") for one in text.split("\n\n") if one.strip()]
        return format_html_join(
            "\n", '<p dir="auto">{}</p>', ((self._lines(one),) for one in paragraphs)
        )

    def _lines(self, paragraph: str) -> SafeString:
        return format_html_join(
            mark_safe("<br>\n"), "{}", ((self._linked(one),) for one in paragraph.split("\n"))
        )

    def _linked(self, line: str) -> SafeString:
        pieces: list[str] = []
        position = 0
        for found in _ADDRESS.finditer(line):
            address = _without_closing(found[0])
            if self._links >= MOST_LINKS or not _is_plain(address):
                continue
            self._links += 1
            pieces.append(line[position : found.start()])
            pieces.append(format_html('<a href="{0}" rel="{1}">{0}</a>', address, LINK_RELATION))
            position = found.start() + len(address)
        return format_html_join("", "{}", ((piece,) for piece in [*pieces, line[position:]]))


def _begins_quotation(line: str) -> bool:
    return line.startswith(QUOTED)


def _without_closing(address: str) -> str:
    """Without the punctuation of the sentence around it; brackets that it opened itself stay."""
    # Counted once: an address of nothing but brackets takes no longer than another one.
    open_yet = {
        closing: address.count(closing) - address.count(opening)
        for closing, opening in _BRACKETS.items()
    }
    end = len(address)
    while end:
        last = address[end - 1]
        if last not in _ENDS_A_SENTENCE:
            if open_yet.get(last, 0) <= 0:
                break
            open_yet[last] -= 1
        end -= 1
    return address[:end]


def _is_plain(address: str) -> bool:
    """Whether it leads where it seems to: to a host that looks like no other, and nothing before that."""
    if len(address) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return "." in host and "@" not in parts.netloc and not looks_like_another(host)
