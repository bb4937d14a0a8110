"""A comment's text with the places marked where rules matched."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

AROUND = 120  # characters


def marked(text: str, spans: Iterable[Sequence[int]]) -> SafeString:
    """The whole text, escaped, each place in a mark; places that overlap become one."""
    return _pieces(text, _merged(text, spans), 0, len(text))


def marked_excerpt(text: str, spans: Iterable[Sequence[int]]) -> SafeString:
    """What stands around the first place, or at the beginning where there is none."""
    places = _merged(text, spans)
    first = places[0][0] if places else 0
    start = max(0, first - AROUND)
    end = min(len(text), max(first, start) + 2 * AROUND)
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    return format_html("{}{}{}", before, _pieces(text, places, start, end), after)


def _pieces(text: str, places: list[tuple[int, int]], start: int, end: int) -> SafeString:
    pieces: list[tuple[str]] = []
    position = start
    for first, last in places:
        if first >= end or last <= start:
            continue
        pieces.append((text[position:first],))
        pieces.append((format_html("<mark>{}</mark>", text[max(first, start) : min(last, end)]),))
        position = last
    pieces.append((text[position:end],))
    return format_html_join("", "{}", pieces)


def _merged(text: str, spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """The places within the text, in order. A text that was changed may be shorter than they say."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, span[0]), min(span[1], len(text))) for span in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
