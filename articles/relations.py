"""Who made a text, whom it names and what it relies on: as rows say now, or as a revision kept it."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from django.db.models import Model, QuerySet

from articles.linking import Mentioned
from articles.models import Article, Byline, Mention, Organisation, Person, Source

type Rows = list[dict[str, Any]]


class Relations(NamedTuple):
    """What belongs to a working copy beside its own row, each kind in the order of the form."""

    bylines: list[Byline]
    mentioned: list[Mentioned]
    sources: list[Source]

    @classmethod
    def of(cls, article: Article) -> Self:
        """Those of the stored article."""
        return cls(
            list(article.bylines.select_related("person").order_by("position", "id")),
            _mentioned(article),
            list(article.sources.order_by("position", "id")),
        )

    @classmethod
    def in_snapshot(cls, snapshot: dict[str, Any]) -> Self:
        """Those of a revision, as rows that are not stored.

        Whoever is known no more is left out: names of people and organisations are always today's.
        """
        bylines, mentions, sources = (snapshot[name] for name in ("bylines", "mentions", "sources"))
        people = _known(
            Person.objects.prefetch_related("names"),
            [row["person"] for row in bylines] + _keys(mentions, "people"),
        )
        organisations = _known(
            Organisation.objects.prefetch_related("names"), _keys(mentions, "organisations")
        )
        mentioned = [
            Mentioned.of(
                Mention(**{name: row[name] for name in MENTION_TEXTS}),
                number,
                people=_among(people, row["people"]),
                organisations=_among(organisations, row["organisations"]),
            )
            for number, row in enumerate(mentions, start=1)
        ]
        return cls(
            [
                Byline(person=people[row["person"]], role=row["role"])
                for row in bylines
                if row["person"] in people
            ],
            [one for one in mentioned if one.candidates],
            [Source(**row) for row in sources],
        )


MENTION_TEXTS = ("phrase", "salience", "certainty", "note")


def _mentioned(article: Article) -> list[Mentioned]:
    mentions = (
        Mention.objects.filter(article=article)
        .order_by("position", "id")
        .prefetch_related("people__names", "organisations__names")
    )
    return [
        Mentioned.of(
            mention,
            number,
            people=mention.people.all(),
            organisations=mention.organisations.all(),
        )
        for number, mention in enumerate(mentions, start=1)
    ]


def _keys(mentions: Rows, kind: str) -> list[int]:
    return [key for row in mentions for key in row[kind]]


def _known[M: Model](rows: QuerySet[M], keys: Iterable[int]) -> dict[int, M]:
    wanted = set(keys)
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}


def _among[M: Model](known: dict[int, M], keys: Iterable[int]) -> list[M]:
    return [known[key] for key in keys if key in known]
