"""Further reading under a story: first what shares its people and organisations, then its section.

The candidates are found by index in a bounded number of rows, a few for each shared name, and ranked by
what they share: being about the same person brings two stories closer than mentioning the same company.
"""

from datetime import datetime
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from articles.cards import Card, card, card_values
from articles.expressions import for_each
from articles.models import Edition, Salience, Subject
from articles.models.subject import SubjectQuerySet
from articles.story import Story
from newsportal.database.prepared import Prepared

RELATED = 4
FOR_EACH_NAME = 8
WEIGHTS = {Salience.ABOUT: 3, Salience.MENTIONED: 1}


def related_to(story: Story, *, at: datetime) -> list[Card]:
    """Up to four visible stories, the closest first, in one query."""
    return _RELATED.rows(
        edition=story.pk, article=story.article_id, section=story.section.pk, at=at
    )


def _closest(*, edition: int, article: int, section: int, at: datetime) -> QuerySet[Any, Any]:
    visible = Edition.objects.visible(at=at)
    from_section = visible.filter(section=section).newest_first()[: RELATED + 1]
    own = Subject.objects.confirmed().filter(edition=edition)
    candidates = from_section.values("pk").union(
        *(_naming_the_same(own, kind, at=at) for kind in ("person", "organisation"))
    )
    # All candidates are visible; to ask again would have the planner look through whatever is.
    ranked = (
        Edition.objects.filter(pk__in=candidates)
        .exclude(article=article)
        .order_by(Coalesce(_shared_with(own), 0).desc(), "-published_at", "-article_id")
    )
    return card_values(ranked)[:RELATED]


def _naming_the_same(own: SubjectQuerySet, kind: str, *, at: datetime) -> QuerySet[Subject, Any]:
    """The newest stories that name each of the story's own people, or organisations."""
    confirmed = Subject.objects.confirmed()
    newest = confirmed.visible(at=at).filter(**{kind: OuterRef(kind)}).newest_first()
    return for_each(
        own.filter(**{f"{kind}__isnull": False}), newest.values("edition_id")[:FOR_EACH_NAME]
    )


def _shared_with(own: SubjectQuerySet) -> Subquery:
    """How much a story shares with the names of another: for each, the weight here times that there."""
    about = own.filter(salience=Salience.ABOUT)
    weight_here = Case(
        *(When(salience=salience, then=Value(weight)) for salience, weight in WEIGHTS.items())
    )
    weight_there = Case(
        When(_named_in(about), then=Value(WEIGHTS[Salience.ABOUT])),
        default=Value(WEIGHTS[Salience.MENTIONED]),
    )
    shared = Subject.objects.confirmed().filter(_named_in(own), edition=OuterRef("pk"))
    return Subquery(
        shared.values("edition").annotate(shared=Sum(weight_here * weight_there)).values("shared")
    )


def _named_in(others: SubjectQuerySet) -> Q:
    """The condition that a row names somebody whom one of the others names."""
    people = others.filter(person__isnull=False).values("person")
    organisations = others.filter(organisation__isnull=False).values("organisation")
    return Q(person__in=people) | Q(organisation__in=organisations)


_RELATED = Prepared(_closest, card, one_plan=True)
