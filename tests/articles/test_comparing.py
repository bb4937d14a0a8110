"""Two versions of a working copy, compared field by field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.comparing import LABELS, Names, compare_versions
from articles.differences import blocks_as_html
from articles.editing import snapshot
from tests.makers import (
    make_article,
    make_image,
    make_mention,
    make_organisation,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db


def told(old, new):
    """The fields that differ, with what became of them in plain words."""
    from lxml import html

    return {
        one.label: " ".join(
            html.fragment_fromstring(f"<div>{blocks_as_html(one.blocks)}</div>")
            .text_content()
            .split()
        )
        for one in compare_versions(old, new)
    }


def test_every_field_of_a_revision_has_a_label():
    assert set(snapshot(make_article())) == set(LABELS)


def test_the_same_version_differs_in_nothing():
    taken = snapshot(make_article())

    assert compare_versions(taken, taken) == []


def test_every_field_that_differs_is_told_in_words():
    article = make_article(headline="Minsk frees 30", body="<p>They went home by bus.</p>")
    old = snapshot(article)
    article.headline, article.body = "Minsk frees 31", "<p>They went home by train.</p>"
    article.section = make_section(name="Culture")
    article.picture = make_image(alt_text="A bus")
    article.save()
    article.bylines.create(person=make_person(name="Ann Author"))
    article.sources.create(title="A letter", publisher="Agency", url="https://a.example.org/")
    make_mention(
        article,
        make_person(name="Pope Francis"),
        make_person(name="Pope Leo"),
        phrase="the Pope",
        certainty="disputed",
        note="The sources differ",
    )

    differences = told(old, snapshot(article))

    assert list(differences) == [
        "Headline",
        "Section",
        "Body",
        "Picture",
        "Byline",
        "Mentions",
        "Sources",
    ]
    assert differences["Headline"] == "Minsk frees [removed: 30] [added: 31]"
    assert differences["Section"].endswith("[added: Culture]")
    assert "They went home by [removed: bus] [added: train]." in differences["Body"]
    assert differences["Picture"] == "[added: A bus]"
    assert differences["Byline"] == "Byline: added By Ann Author"
    assert differences["Mentions"] == (
        "Mention: added “the Pope”: Pope Francis or Pope Leo (mentioned, sources differ). "
        "The sources differ"
    )
    assert differences["Sources"] == "Source: added A letter, Agency, https://a.example.org/"


def test_who_was_deleted_is_called_by_their_key():
    article = make_article()
    person = make_person(name="Ann Author")
    article.bylines.create(person=person)
    old = snapshot(article)
    key = person.pk
    article.bylines.all().delete()
    person.delete()

    assert told(old, snapshot(article)) == {
        "Byline": f"Byline: removed By Person {key}, which is not there any more"
    }


def test_what_is_no_key_is_shown_as_it_was_typed():
    old = snapshot(make_article())

    assert "abc" in told(old, old | {"section_id": "abc"})["Section"]


def test_names_are_asked_for_together():
    article = make_article(picture=make_image())
    old = snapshot(article)
    for _ in range(5):
        article.bylines.create(person=make_person())
        make_mention(article, make_person(), make_organisation(), certainty="disputed")
    new = snapshot(article) | {"section_id": make_section().pk, "picture_id": None}

    with CaptureQueriesContext(connection) as queries:
        compare_versions(old, new, Names((old, new)))

    assert len(queries) == 4
