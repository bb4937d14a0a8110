"""Whom an imported text names, found among the people and organisations that the newsroom knows."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from articles.importing.plain_text import ParsedArticle
from articles.models import (
    Certainty,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Salience,
)
from articles.names import Found, NameFinder

type Key = tuple[type[Person] | type[Organisation], int]

_CLOSE = re.compile(r"(?P<note>[^()\n]{0,80})\)")
_ALTERNATIVE = " (or "


@dataclass
class Recognised:
    """A mention to be stored. `phrase` is set where the text itself names several candidates."""

    candidates: tuple[Key, ...]
    salience: Salience
    certainty: Certainty = Certainty.CONFIRMED
    phrase: str = ""
    note: str = ""


@dataclass
class Recognition:
    """Whom a text names, in the order of the text, and the names that several bear."""

    mentions: list[Recognised] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)


def known_names() -> NameFinder[Key]:
    """A finder of every name that the newsroom has of anybody; four queries."""

    def names() -> Iterable[tuple[str, Key]]:
        for model, other in ((Person, PersonName), (Organisation, OrganisationName)):
            for pk, name in model._default_manager.order_by("pk").values_list("pk", "name"):
                yield name, (model, pk)
            owner = "person_id" if other is PersonName else "organisation_id"
            rows = other._default_manager.order_by(owner, "pk").values_list(owner, "name")
            for pk, name in rows:
                yield name, (model, pk)

    return NameFinder(names())


def recognise(parsed: ParsedArticle, finder: NameFinder[Key]) -> Recognition:
    """Find whom the text names.

    An article is about those whom its headline names, and those whom its first paragraph names and
    the text names again; the others are mentioned. "A (or B, …)" with two known names is one disputed
    mention of both.
    """
    recognition = Recognition()
    seen: set[tuple[Key, ...]] = set()
    prominent = _prominent(parsed, finder)
    for text in parsed.paragraphs:
        for one in _mentions_in(text, list(finder.find(text)), recognition.ambiguous):
            if one.candidates in seen:
                continue
            seen.add(one.candidates)
            if {(candidate,) for candidate in one.candidates} & prominent:
                one.salience = Salience.ABOUT
            recognition.mentions.append(one)
    return recognition


def _prominent(parsed: ParsedArticle, finder: NameFinder[Key]) -> set[tuple[Key, ...]]:
    in_headline = {match.targets for match in finder.find(parsed.headline)}
    in_opening = {match.targets for text in parsed.paragraphs[:1] for match in finder.find(text)}
    times = Counter(match.targets for text in parsed.paragraphs for match in finder.find(text))
    return in_headline | {targets for targets in in_opening if times[targets] > 1}


def _mentions_in(text: str, found: list[Found[Key]], ambiguous: list[str]) -> Iterable[Recognised]:
    alternatives = {
        first.start: (second, close)
        for first, second in pairwise(found)
        if text[first.end : second.start] == _ALTERNATIVE
        and (close := _CLOSE.match(text, second.end))
    }
    skipped = {second.start for second, _ in alternatives.values()}
    for match in found:
        name = text[match.start : match.end]
        if match.start in skipped:
            continue
        if match.start in alternatives:
            second, close = alternatives[match.start]
            yield Recognised(
                candidates=(*match.targets, *second.targets),
                salience=Salience.MENTIONED,
                certainty=Certainty.DISPUTED,
                phrase=text[match.start : close.end()],
                note=close["note"].strip(" ,").capitalize(),
            )
        elif len(match.targets) == 1:
            yield Recognised(candidates=match.targets, salience=Salience.MENTIONED)
        elif name not in ambiguous:
            ambiguous.append(name)
