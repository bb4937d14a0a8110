"""Further reading under a story: first what shares its people and organisations, then its section.

The candidates are found by index in a bounded number of rows, a few for each shared name, and ranked
here: being about the same person brings two stories closer than mentioning the same company.
"""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet

from articles.cards import cards
from articles.expressions import for_each
from articles.models import Certainty, Edition, Salience, Subject

RELATED = 4
FOR_EACH_NAME = 8
WEIGHTS = {Salience.ABOUT: 3, Salience.MENTIONED: 1}


def related_to(edition: Edition, *, at: datetime) -> list[Edition]:
    """Up to four visible stories, the closest first, in one query."""
    visible = Edition.objects.visible(at=at)
    from_section = visible.in_section(edition.section).newest_first()[: RELATED + 1]
    candidates = from_section.values("pk").union(
        *(_naming_the_same(edition, kind, at=at) for kind in ("person", "organisation"))
    )
    own = _names(edition)
    others = cards(visible.filter(pk__in=candidates).exclude(article=edition.article_id)).defer(
        None
    )
    ranked = sorted(
        others.defer("body_html", "plain_text", "search_vector", "subheads", "sources"),
        key=lambda other: (_shared(own, _names(other)), other.published_at, other.article_id),
        reverse=True,
    )
    return ranked[:RELATED]


def _naming_the_same(edition: Edition, kind: str, *, at: datetime) -> QuerySet[Subject, Any]:
    """The newest stories that name each of the story's own people, or organisations."""
    confirmed = Subject.objects.confirmed()
    newest = confirmed.visible(at=at).filter(**{kind: OuterRef(kind)}).newest_first()
    named = confirmed.filter(edition=edition, **{f"{kind}__isnull": False})
    return for_each(named, newest.values("edition_id")[:FOR_EACH_NAME])


def _names(edition: Edition) -> dict[str, int]:
    """Whom an edition names for certain, with a weight."""
    names: dict[str, int] = {}
    for subject in edition.subjects:
        if subject["certainty"] == Certainty.CONFIRMED:
            address = subject["candidates"][0]["url"]
            names[address] = max(names.get(address, 0), WEIGHTS[subject["salience"]])
    return names


def _shared(own: dict[str, int], other: dict[str, int]) -> int:
    return sum(weight * other[name] for name, weight in own.items() if name in other)
