"""The links of a text and the sites that they lead to, found in one pass over its words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from comments.rules.refusals import RuleBroken

# Services whose addresses say nothing about where they lead.
# fmt: off
SHORTENERS = frozenset({
    "adf.ly", "bit.ly", "bitly.com", "bl.ink", "buff.ly", "clck.ru", "cutt.ly", "dlvr.it",
    "goo.gl", "goo.su", "is.gd", "j.mp", "lnkd.in", "ow.ly", "qps.ru", "rb.gy",
    "rebrand.ly", "rotf.lol", "s.id", "shorturl.at", "shorte.st", "soo.gd", "surl.li",
    "t.co", "t.ly", "tiny.cc", "tinyurl.com", "trib.al", "u.to", "urlz.fr", "v.gd", "vk.cc",
})
# fmt: on
MOST_DOMAINS = 10_000
_WORD = re.compile(r"\S+")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ENDS_HOST = re.compile(r"[/?#\\]")
_AROUND = "<>()[]{}\"'“”„«»‘’.,:;!?…*_~`|"


class Link(NamedTuple):
    """Where a link leads, and its place in the text. `is_written_out`: it is more than a bare name."""

    host: str
    start: int
    end: int
    is_written_out: bool


def links_in(text: str) -> Iterator[Link]:
    """Addresses with https:// or www., and names of sites such as example.org, with a path or without."""
    for word in _WORD.finditer(text):
        if "." in (spelled := unicodedata.normalize("NFKC", word[0])):
            for piece, has_scheme in _pieces(spelled):
                host, has_path = _host(piece)
                if host:
                    whole = has_scheme or has_path or host.startswith("www.")
                    yield Link(host, word.start(), word.end(), whole)


def _pieces(word: str) -> Iterator[tuple[str, bool]]:
    """Addresses that were written without a space between, each without its scheme."""
    first, *others = _SCHEME.split(word)
    if first.strip(_AROUND):
        yield first, False
    yield from ((other, True) for other in others)


def _host(address: str) -> tuple[str, bool]:
    """The site's name, "" where it can be none, and whether a path follows."""
    name, *path = _ENDS_HOST.split(address.lstrip(_AROUND), maxsplit=1)
    name = name.rpartition("@")[2].partition(":")[0].strip(_AROUND).casefold()
    labels = name.split(".")
    if len(labels) < 2 or not all(labels) or not _is_top(labels[-1]):
        return "", False
    return ".".join(map(_spelled_out, labels)), bool(path and path[0])


def _is_top(label: str) -> bool:
    """Whether it may be a top-level domain: no number, at least two letters."""
    return len(label) >= 2 and (label.isalpha() or label.startswith("xn--"))


def _spelled_out(label: str) -> str:
    """A label in the letters that readers see (RFC 3492), or as it is where it means nothing."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except UnicodeError:
        return label


class Domains:
    """A list of sites, each with all of its subdomains. Raises RuleBroken for a line that names none."""

    def __init__(self, lines: Iterable[str], *, others: Iterable[str] = ()) -> None:
        self._names = set(others)
        for number, line in enumerate(lines, start=1):
            if number > MOST_DOMAINS:
                raise RuleBroken(f"A list has at most {MOST_DOMAINS:,} lines.")
            if line.strip():
                self._names.add(_name(line.strip(), number))

    def holding(self, host: str) -> str:
        """The name of the list that a host is, or is below; "" for none."""
        labels = host.split(".")
        names = (".".join(labels[place:]) for place in range(len(labels) - 1))
        return next((name for name in names if name in self._names), "")


def _name(line: str, number: int) -> str:
    plain = unicodedata.normalize("NFKC", line).removeprefix("*").removeprefix(".")
    host, has_path = _host(plain)
    if not host or has_path or any(sign in plain for sign in "/@: "):
        raise RuleBroken(
            f"Line {number}, “{line}”, is no site. Write its name alone, such as example.com."
        )
    return host.removeprefix("www.")
