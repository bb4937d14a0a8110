"""Names and texts from elsewhere, by our rules: what can be kept is, and what was done is told."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from comments.exchange.entries import Entry, Item, LeftOut, Remark
from comments.nicknames import LONGEST_NICKNAME, clean_nickname
from comments.text import LONGEST_TEXT, TextRefused, clean_text

NAMELESS = "Anonymous"


def cleaned(entry: Entry, *, split_long: bool) -> Iterator[Item]:
    """The entry as it can be stored; several where a long text is split, a LeftOut where it can't be.

    A text is never cut. With `split_long`, one of more than 5,000 characters becomes several comments of
    whole paragraphs, each the answer to the one before.
    """
    name, was_kept = shown_name(entry.nickname)
    if not was_kept:
        was = " ".join(entry.nickname.split())[:80]
        yield Remark(entry.line, f"comment {entry.key}: the name “{was}” is shown as “{name}”.")
    try:
        parts = [clean_text(part) for part in _parts(entry.text, split_long=split_long)]
    except TextRefused as refusal:
        yield LeftOut(entry.line, f"comment {entry.key}: {_remedy(entry, refusal)}")
        return
    key, parent = entry.key, entry.parent
    for number, text in enumerate(parts, start=1):
        key = entry.key if number == 1 else f"{entry.key}#{number}"
        yield replace(entry, key=key, parent=parent, nickname=name, text=text)
        parent = key


def shown_name(raw: str) -> tuple[str, bool]:
    """A name that ours may be, and whether it is what was given."""
    given = " ".join(raw.split())
    for attempt in (_as_it_is, _without_hidden, _shortened):
        try:
            name = clean_nickname(attempt(given))
        except TextRefused:
            continue
        return name, name == unicodedata.normalize("NFC", given)
    return NAMELESS, False


def _as_it_is(name: str) -> str:
    return name


def _without_hidden(name: str) -> str:
    seen = (one for one in name if unicodedata.category(one) not in {"Cc", "Cf", "Co", "Cs"})
    return "".join(seen)


def _shortened(name: str) -> str:
    return f"{_without_hidden(name)[: LONGEST_NICKNAME - 1].rstrip()}…"


def _remedy(entry: Entry, refusal: TextRefused) -> str:
    if not entry.text.strip():
        return "it has no text. Nothing can be shown of it."
    if len(entry.text) > LONGEST_TEXT:
        return (
            f"it has {len(entry.text):,} characters, and a comment has at most {LONGEST_TEXT:,}. Run "
            "this again with --split-long to keep it as several, or shorten it in the file."
        )
    return str(refusal)


def _parts(text: str, *, split_long: bool) -> list[str]:
    """The text in pieces that are short enough, at ends of paragraphs, else of lines, else of words."""
    if not split_long or len(text) <= LONGEST_TEXT:
        return [text]
    pieces = [text]
    for end in ("\n\n", "\n", " ", ""):
        pieces = [part for piece in pieces for part in _split(piece, end)]
    return [piece for piece in pieces if piece.strip()]


def _split(text: str, end: str) -> list[str]:
    if len(text) <= LONGEST_TEXT:
        return [text]
    if not end:
        return [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
    parts = [""]
    for piece in text.split(end):
        joined = f"{parts[-1]}{end}{piece}" if parts[-1] else piece
        if len(joined) <= LONGEST_TEXT:
            parts[-1] = joined
        else:
            parts.append(piece)
    return parts
