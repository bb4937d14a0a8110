"""Whom the newsroom knows by the words of a text, at a cost that the text alone decides.

The archive may know a hundred thousand people. So the text is not searched for each of their names: the
phrases of the text that may be a name are looked up, each by one probe of an index.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from django.db import connection

from articles.checklist.manuscript import Candidate, Known
from articles.names import NameFinder, is_letter
from newsportal.http.addresses import path_of

# A name is looked for up to so many words; hyphens and stops part words here.
LONGEST_NAME = 8
# A name that begins with a small letter, such as "de Gaulle", ends with a capital one and is short.
LONGEST_FROM_SMALL = 3
# Of those who share a name, so many of each table.
MOST_BEARERS = 10
_CLOSING = (".", "!")

_BEARERS = """
SELECT one.kind, one.key, one.name, one.slug, phrase
FROM unnest(%(phrases)s::text[]) AS phrase
CROSS JOIN LATERAL (
    (SELECT 'person' AS kind, id AS key, name, slug FROM articles_person
     WHERE name = phrase ORDER BY id LIMIT %(most)s)
    UNION ALL
    (SELECT 'organisation', id, name, slug FROM articles_organisation
     WHERE name = phrase ORDER BY id LIMIT %(most)s)
    UNION ALL
    (SELECT 'person', person.id, person.name, person.slug
     FROM articles_personname other JOIN articles_person person ON person.id = other.person_id
     WHERE other.name = phrase ORDER BY other.id LIMIT %(most)s)
    UNION ALL
    (SELECT 'organisation', body.id, body.name, body.slug
     FROM articles_organisationname other
     JOIN articles_organisation body ON body.id = other.organisation_id
     WHERE other.name = phrase ORDER BY other.id LIMIT %(most)s)
) AS one
ORDER BY phrase, one.kind, one.key
"""

type Bearers = dict[str, list[Known]]


def phrases_of(text: str) -> set[str]:
    """What may be a name in a text: runs of words of which the first or the last holds a capital letter.

    Letters of scripts without capitals count as capital ones.
    """
    spans = list(_words(text))
    capital = [not text[start:end].islower() for start, end in spans]
    found = set()
    for first, (start, _) in enumerate(spans):
        most = LONGEST_NAME if capital[first] else LONGEST_FROM_SMALL
        for last in range(first, min(first + most, len(spans))):
            if capital[first] or capital[last]:
                end = spans[last][1]
                found.add(text[start:end])
                if text[end : end + 1] in _CLOSING:
                    found.add(text[start : end + 1])
    return found


def bearers_of(phrases: set[str]) -> Bearers:
    """Who bears each phrase as a name, in one query; phrases that nobody bears are left out."""
    # A name may have been stored before Unicode's composed form was asked for.
    spelled = {form: phrase for phrase in phrases for form in _spellings(phrase)}
    bearers: Bearers = {}
    if not spelled:
        return bearers
    with connection.cursor() as cursor:
        cursor.execute(_BEARERS, {"phrases": sorted(spelled), "most": MOST_BEARERS})
        for kind, key, name, slug, spelling in cursor.fetchall():
            known = Known(Candidate(kind, key, path_of(kind, slug)), name)
            bearers.setdefault(spelled[spelling], []).append(known)
    return bearers


def finder_of(phrases: set[str], bearers: Bearers) -> NameFinder[Known]:
    """A finder of those of a text's phrases that are names."""
    return NameFinder(
        (phrase, known) for phrase in sorted(phrases & bearers.keys()) for known in bearers[phrase]
    )


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The start and the end of every word."""
    for is_word, letters in groupby(enumerate(text), lambda place: is_letter(place[1])):
        if is_word:
            places = [index for index, _ in letters]
            yield places[0], places[-1] + 1


def _spellings(phrase: str) -> set[str]:
    return {phrase} if phrase.isascii() else {phrase, unicodedata.normalize("NFD", phrase)}
