"""What a made newspaper says: invented words, as unequally often as in any language (Zipf, 1935).

Everything comes from one seed. Texts hold neither tabs, line breaks nor backslashes, so they go into
`COPY` as they are.
"""

from functools import cache
from random import Random

SYLLABLES = (
    "ka", "lo", "mi", "ren", "sta", "vel", "no", "dra", "pe", "tu", "shi", "or", "an", "bel", "cor",
    "fi", "gal", "hu", "ist", "jor", "ler", "mon", "net", "pra", "qui", "ros", "sel", "tan", "ul", "wen",
)  # fmt: skip
COMMON = (
    "government", "minister", "president", "court", "police", "election", "budget", "parliament",
    "council", "economy", "report", "market", "bank", "energy", "water", "school", "hospital",
    "university", "research", "climate", "border", "agreement", "talks", "sanctions", "army", "peace",
    "refugees", "trade", "company", "workers", "union", "strike", "city", "river", "bridge", "train",
    "airport", "football", "match", "season", "champion", "festival", "film", "music", "museum", "book",
    "health", "virus", "vaccine", "doctor", "the", "of", "and", "to", "in", "for", "on", "with",
    "after", "over", "new", "first", "last", "year", "month", "week", "people", "public", "national",
    "local", "former", "said", "says", "would", "could", "against", "between", "under", "before",
    "during", "while", "because",
)  # fmt: skip
OF_A_BODY = (
    "Ministry",
    "Institute",
    "Union",
    "Bank",
    "Council",
    "Press",
    "Club",
    "Works",
    "Party",
    "Fund",
)
WORDS, SENTENCES, NICKNAMES = 20_000, 4_000, 2_000
GIVEN, FAMILY, PLACES = 300, 1_000, 5


def number_from(random: Random, most: int) -> int:
    """A whole number from 1 to `most`; twice as large is half as likely."""
    return min(int((most + 1) ** random.random()), most)


@cache
def vocabulary() -> list[str]:
    """All words, the most frequent first; none twice."""
    invented = _invented(Random("vocabulary"), WORDS - len(COMMON), syllables=3)  # noqa: S311
    return [*COMMON, *invented]


@cache
def sentences() -> list[str]:
    """The sentences that stories and comments are made of."""
    random, words = Random("sentences"), vocabulary()  # noqa: S311
    made = []
    for _ in range(SENTENCES):
        chosen = [words[number_from(random, WORDS) - 1] for _ in range(random.randint(6, 18))]
        made.append(" ".join(chosen).capitalize() + ".")
    return made


@cache
def nicknames() -> list[str]:
    return [name.capitalize() for name in _invented(Random("nicknames"), NICKNAMES, syllables=3)]  # noqa: S311


def person_name(number: int) -> str:
    """The name of one of 300,000 people; neighbours by number are none by name."""
    place = number * 7_919 % (GIVEN * FAMILY)
    return f"{_names()[0][place % GIVEN]} {_names()[1][place // GIVEN]}"


def organisation_name(number: int) -> str:
    """The name of one of 50,000 organisations."""
    kinds = len(OF_A_BODY)
    place = number * 7_919 % (kinds * FAMILY * PLACES)
    family, kind, town = place % FAMILY, place // FAMILY % kinds, place // FAMILY // kinds
    return f"{_names()[1][family]} {OF_A_BODY[kind]} {_names()[0][town]}"


def slug_of(name: str) -> str:
    """The slug of one of these names, which are of plain letters and blanks."""
    return name.lower().replace(" ", "-")


@cache
def _names() -> tuple[list[str], list[str]]:
    random = Random("names")  # noqa: S311
    given, family = _invented(random, GIVEN, syllables=2), _invented(random, FAMILY, syllables=3)
    return [name.capitalize() for name in given], [name.capitalize() for name in family]


def _invented(random: Random, count: int, *, syllables: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(random.choices(SYLLABLES, k=syllables))] = None
    return list(made)
