"""A query is compiled once and gives what the ORM would give, or is refused before it can be wrong."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import BooleanField, F, Q, QuerySet, Value
from django.db.models.functions import Lower, TruncDate
from django.test.utils import CaptureQueriesContext

from articles.models import Byline, Edition, Section
from comments.models import Comment
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_comment,
    make_edition,
    make_person,
    make_section,
    make_thread,
)

pytestmark = pytest.mark.django_db

type Rows = QuerySet[Any, Any]


class Story(NamedTuple):
    headline: str
    section_name: str


def headline_of(headline: str) -> str:
    return headline


def name_of(name: str) -> str:
    return name


def visible(*, at: datetime) -> Rows:
    rows = Edition.objects.visible(at=at).newest_first()
    return rows.values("headline", "section__name")


def test_rows_are_those_of_the_orm_in_the_row_that_was_named():
    section = make_section(name="World")
    make_edition(headline="Earlier", section=section, at=PUBLISHED_AT - timedelta(hours=1))
    make_edition(headline="Later", section=section)
    query = Prepared(visible, Story)

    assert query.rows(at=PUBLISHED_AT) == [Story("Later", "World"), Story("Earlier", "World")]
    assert query.rows(at=PUBLISHED_AT - timedelta(minutes=1)) == [Story("Earlier", "World")]
    assert query.first(at=PUBLISHED_AT) == Story("Later", "World")
    assert query.first(at=PUBLISHED_AT - timedelta(days=1)) is None


def test_function_may_take_all_columns_as_they_come():
    make_edition(headline="Later", section=make_section(name="World"))

    assert Prepared(visible, lambda *columns: columns).rows(at=PUBLISHED_AT) == [("Later", "World")]


def test_query_is_built_twice_at_first_use_and_never_again():
    built = []

    def build(*, name: str) -> Rows:
        built.append(name)
        return Section.objects.filter(name=name).values("name")

    query = Prepared(build, name_of)
    assert built == []
    for _ in range(3):
        query.rows(name="World")

    assert len(built) == 2
    assert "World" not in built


def test_every_use_is_one_query_that_django_sees():
    query = Prepared(visible, Story)
    query.rows(at=PUBLISHED_AT)

    with CaptureQueriesContext(connection) as queries:
        query.rows(at=PUBLISHED_AT)

    (asked,) = queries.captured_queries
    assert "articles_edition" in asked["sql"]


def test_text_is_compared_as_it_is_written():
    awkward = ' 100 % "of" \\_it '
    make_section(name=awkward)
    query = Prepared(_named, name_of)

    assert query.rows(name=awkward) == [awkward]
    assert query.rows(name=awkward.strip()) == []


def _named(*, name: str) -> Rows:
    return Section.objects.filter(name=name).values("name")


def test_numbers_are_sent_in_the_width_of_their_column():
    make_section(name="First", position=1)
    make_section(name="Last", position=32_000)
    query = Prepared(_placed, name_of)

    assert query.rows(position=1) == ["First"]
    assert query.rows(position=32_000) == ["Last"]


def _placed(*, position: int) -> Rows:
    return Section.objects.filter(position=position).values("name")


def test_parameter_may_be_used_more_than_once_beside_constants():
    make_section(name="Ten", position=10)
    make_section(name="Eleven", position=11)

    def build(*, low: int, high: int, name: str) -> Rows:
        chosen = Q(position__gt=low, position__lt=high) | Q(name=name, position__gt=low)
        rows = Section.objects.filter(chosen, position__lt=20_000).order_by("position")
        return rows.values_list("name")

    query = Prepared(build, name_of)

    assert query.rows(low=9, high=11, name="") == ["Ten"]
    assert query.rows(low=9, high=10, name="Eleven") == ["Eleven"]
    assert query.rows(low=10, high=10, name="Ten") == []


def test_days_and_keys_of_every_type_are_parameters():
    submission = uuid4()
    comment = make_comment(submission_id=submission)

    def build(*, day: date, submission: UUID) -> Rows:
        rows = Comment.objects.annotate(day=TruncDate("created_at"))
        return rows.filter(day=day, submission_id=submission).values("pk", "submission_id")

    query = Prepared(build, lambda pk, submission_id: (pk, submission_id))

    assert query.rows(day=PUBLISHED_AT.date(), submission=submission) == [(comment.pk, submission)]
    assert query.rows(day=PUBLISHED_AT.date(), submission=uuid4()) == []


def test_list_is_one_parameter_whatever_its_length():
    keys = [make_section(name=f"Section {number}").pk for number in range(4)]

    def build(*, keys: list[int]) -> Rows:
        return Section.objects.filter(AnyOf("pk", keys)).order_by("name").values("name")

    query = Prepared(build, name_of)

    assert query.rows(keys=keys[:3]) == ["Section 0", "Section 1", "Section 2"]
    assert query.rows(keys=[keys[3]]) == ["Section 3"]
    assert query.rows(keys=[]) == []
    with CaptureQueriesContext(connection) as queries:
        query.rows(keys=keys)
    assert "= ANY(" in queries.captured_queries[0]["sql"]


def test_parameter_inside_json_is_found():
    article = make_article(headline="By Ada")
    Byline.objects.create(article=article, person=make_person(slug="ada"))
    make_edition(article)
    query = Prepared(_written, headline_of)

    assert query.rows(address="/people/ada/") == ["By Ada"]
    assert query.rows(address="/people/eve/") == []


def _written(*, address: str) -> Rows:
    rows = Edition.objects.filter(bylines__contains=[{"people": [{"url": address}]}])
    return rows.values("headline")


def test_bool_and_none_choose_among_statements():
    make_section(name="News", position=1)
    make_section(name="Sport", position=2)

    def build(*, backwards: bool, after: int | None, shown: bool) -> Rows:
        rows = Section.objects.order_by("-position" if backwards else "position")
        if after is not None:
            rows = rows.filter(position__gt=after)
        return rows.values("name", shown=Value(shown, output_field=BooleanField()))

    query = Prepared(build, lambda name, shown: (name, shown))

    assert query.rows(backwards=False, after=None, shown=True) == [("News", True), ("Sport", True)]
    assert query.rows(backwards=True, after=None, shown=True) == [("Sport", True), ("News", True)]
    assert query.rows(backwards=True, after=1, shown=False) == [("Sport", False)]
    assert query.rows(backwards=True, after=2, shown=False) == []


def test_tuple_is_taken_apart_and_its_length_decides_the_shape():
    for name in ("News", "Sport", "World"):
        make_section(name=name)

    def build(*, beginnings: tuple[str, ...]) -> Rows:
        chosen = [Q(name__gte=beginning) for beginning in beginnings]
        return Section.objects.filter(*chosen).order_by("name").values("name")

    query = Prepared(build, name_of)

    assert query.rows(beginnings=("O",)) == ["Sport", "World"]
    assert query.rows(beginnings=("O", "T")) == ["World"]
    assert query.rows(beginnings=("T", "O")) == ["World"]
    assert query.rows(beginnings=("A",)) == ["News", "Sport", "World"]


def test_slice_of_constants_is_part_of_the_statement():
    for position in range(4):
        make_section(name=f"Section {position}", position=position)

    def build(*, least: int) -> Rows:
        return Section.objects.filter(position__gte=least).order_by("position").values("name")[1:3]

    assert Prepared(build, name_of).rows(least=1) == ["Section 2", "Section 3"]


def test_columns_are_converted_as_the_orm_does():
    thread = make_thread()
    comment = make_comment(thread)

    def build(*, key: int) -> Rows:
        rows = Edition.objects.filter(article=key)
        return rows.values("subjects", "published_at", lower=Lower("headline"), key=F("pk"))

    query = Prepared(
        build, lambda subjects, published_at, lower, key: (subjects, published_at, key)
    )

    assert query.rows(key=thread.pk) == [([], PUBLISHED_AT, comment.edition_id)]


def test_threads_share_one_compilation():
    built = []

    def build(*, name: str) -> Rows:
        built.append(name)
        return Section.objects.filter(name=name).values("name")

    query = Prepared(build, name_of)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: _in_a_thread(query), range(8))) == [[]] * 8

    assert len(built) == 2


def test_what_one_connection_compiled_another_executes():
    query = Prepared(_named, name_of)
    make_section(name="World")

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(_in_a_thread, query).result() == []
    assert query.rows(name="World") == ["World"]


def _in_a_thread(query: Prepared[str]) -> list[str]:
    """What another connection sees: nothing of this test's transaction."""
    try:
        return query.rows(name="World")
    finally:
        connection.close()
