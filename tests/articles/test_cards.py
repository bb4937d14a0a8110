"""A card has what a list shows of a story, read by one query."""

from datetime import datetime
from typing import Any

import pytest
from django.db.models import F, QuerySet

from articles.cards import card, card_values, without
from articles.models import Edition, Rendition
from articles.pictures import default_source, open_graph_source, srcset
from newsportal.database.prepared import Prepared
from tests.makers import PUBLISHED_AT, make_edition, make_image, make_section

pytestmark = pytest.mark.django_db


def _all(*, at: datetime) -> QuerySet[Any, Any]:
    return card_values(Edition.objects.visible(at=at).newest_first()[:10])


CARDS = Prepared(_all, card)


def make_picture(name: str = ""):
    image = make_image(focal_x=0.2, caption="Hills", licence="CC0-1.0")
    for kind, width in [("webp", 960), ("jpeg", 1200), ("webp", 320)]:
        Rendition.objects.create(
            image=image, format=kind, width=width, height=9, file=f"renditions/{name}{width}.{kind}"
        )
    return image


def test_card_says_what_its_edition_says():
    edition = make_edition(
        headline="Later", standfirst="And so on.", section=make_section(name="World", slug="world")
    )

    (shown,) = CARDS.rows(at=PUBLISHED_AT)

    for name in ("pk", "article_id", "path", "headline", "standfirst", "summary", "published_at"):
        assert getattr(shown, name) == getattr(edition, name)
    assert shown.updated_at is None
    assert shown.picture is None
    assert tuple(shown.section) == (edition.section_id, "World", "world")
    assert shown.section.url == "/world/"


def test_picture_has_the_renditions_and_words_of_its_image():
    image = make_picture()
    make_edition(picture=image)

    (shown,) = CARDS.rows(at=PUBLISHED_AT)

    assert shown.picture
    for name in (
        "width",
        "height",
        "alt_text",
        "caption",
        "credit",
        "licence",
        "focal_x",
        "focal_y",
    ):
        assert getattr(shown.picture, name) == getattr(image, name)
    assert srcset(shown.picture) == srcset(image)
    assert default_source(shown.picture).url == default_source(image).url
    assert open_graph_source(shown.picture).url == "/media/renditions/1200.jpeg"


def test_picture_without_files_shows_nothing():
    make_edition(picture=make_image())

    (shown,) = CARDS.rows(at=PUBLISHED_AT)

    assert shown.picture
    assert (srcset(shown.picture), default_source(shown.picture)) == ("", None)


def test_a_list_of_cards_is_one_query(django_assert_num_queries):
    for name in ("hills", "river", "town"):
        make_edition(picture=make_picture(name))
    CARDS.rows(at=PUBLISHED_AT)

    with django_assert_num_queries(1):
        rows = CARDS.rows(at=PUBLISHED_AT)

    assert all(row.picture and srcset(row.picture) for row in rows)


def test_what_is_added_follows_the_columns_of_the_card():
    make_edition(headline="Later")

    def build(*, at: datetime) -> QuerySet[Any, Any]:
        return card_values(Edition.objects.visible(at=at), place=F("number"))

    query = Prepared(build, lambda *columns: (card(*columns[:-1]).headline, columns[-1]))

    assert query.rows(at=PUBLISHED_AT) == [("Later", 1)]


def test_what_is_shown_already_is_left_out():
    first, second = make_edition(), make_edition()

    (left,) = without(CARDS.rows(at=PUBLISHED_AT), [first])

    assert left.article_id == second.article_id
