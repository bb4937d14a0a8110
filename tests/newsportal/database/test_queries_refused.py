"""A query that can't be compiled once for all values is refused before it can give a wrong row."""

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Q, QuerySet

from articles.models import Edition, Section
from newsportal.database.prepared import Prepared
from newsportal.database.stand_ins import NotPreparable

pytestmark = pytest.mark.django_db

type Rows = QuerySet[Any, Any]


def name_of(name: str) -> str:
    return name


def _named(*, name: str) -> Rows:
    return Section.objects.filter(name=name).values("name")


@pytest.mark.parametrize(
    "values",
    [{"name": None}, {}, {"nome": "World"}, {"name": "World", "position": 1}],
)
def test_missing_unknown_or_empty_parameter_is_refused(values):
    with pytest.raises(TypeError, match="_named"):
        Prepared(_named, name_of).rows(**values)


def _slice(*, length: int) -> Rows:
    return Section.objects.order_by("pk").values("name")[:length]


def _condition(*, position: int) -> Rows:
    rows = Section.objects.values("name")
    return rows.filter(position=position) if position > 22_000 else rows


def _taken_apart(*, keys: list[int]) -> Rows:
    return Section.objects.filter(pk__in=keys).values("name")


@pytest.mark.parametrize(
    ("build", "values"),
    [(_slice, {"length": 1}), (_condition, {"position": 1}), (_taken_apart, {"keys": [1, 2]})],
)
def test_value_that_decides_the_shape_is_refused(build, values):
    with pytest.raises(NotPreparable, match="shape depends on a value"):
        Prepared(build, name_of).rows(**values)


def _escaped(*, name: str) -> Rows:
    return Section.objects.filter(name__startswith=name).values("name")


def _stripped(*, name: str) -> Rows:
    return Section.objects.filter(name=name.strip()).values("name")


def _lowered(*, name: str) -> Rows:
    return Section.objects.filter(Q(name=name) | Q(name=name.lower())).values("name")


def _reckoned(*, position: int) -> Rows:
    return Section.objects.filter(position=position + 1).values("name")


@pytest.mark.parametrize(
    ("build", "values"),
    [
        (_escaped, {"name": "W"}),
        (_stripped, {"name": "W"}),
        (_lowered, {"name": "W"}),
        (_reckoned, {"position": 1}),
    ],
)
def test_value_that_is_changed_on_its_way_is_refused(build, values):
    with pytest.raises(NotPreparable, match=f"{build.__name__}.*changed"):
        Prepared(build, name_of).rows(**values)


def test_value_that_is_lost_is_refused():
    def build(*, name: str, position: int) -> Rows:
        return Section.objects.filter(name=name).values("name")

    with pytest.raises(NotPreparable, match="lost position"):
        Prepared(build, name_of).rows(name="World", position=1)


def test_lost_element_of_a_tuple_is_refused():
    def build(*, names: tuple[str, ...]) -> Rows:
        return Section.objects.filter(name=names[0]).values("name")

    query = Prepared(build, name_of)

    assert query.rows(names=("World",)) == []
    with pytest.raises(NotPreparable, match=r"lost names\[1\]"):
        query.rows(names=("World", "Sport"))


def test_query_that_finds_nothing_is_refused():
    def build(*, name: str) -> Rows:
        return Section.objects.filter(name=name).none().values("name")

    with pytest.raises(NotPreparable, match="find nothing"):
        Prepared(build, name_of).rows(name="World")


@pytest.mark.parametrize(
    "annotation", [Decimal, object, list[Decimal], tuple[int, str], int | str, "Section"]
)
def test_parameter_of_an_unknown_type_is_refused_at_once(annotation):
    def build(*, value):
        raise AssertionError

    build.__annotations__["value"] = annotation
    with pytest.raises(NotPreparable, match="type"):
        Prepared(build, name_of)


def story(headline: str, section_name: str) -> tuple[str, str]:
    return headline, section_name


@pytest.mark.parametrize(
    "columns",
    [("path", "headline"), ("headline",), ("headline", "section__slug"), ()],
)
def test_row_that_takes_other_columns_is_refused(columns):
    def build() -> Rows:
        rows: Rows = Edition.objects.values(*columns)
        return rows

    with pytest.raises(NotPreparable, match="columns"):
        Prepared(build, story).rows()


@pytest.mark.parametrize("row", [name_of, print])
def test_whole_models_are_refused(row):
    def build() -> Rows:
        return Section.objects.order_by("pk")

    with pytest.raises(NotPreparable, match="columns"):
        Prepared(build, row).rows()
