"""What an editor reads when a form breaks a rule: the rule's own words, before the database is asked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from articles.models import (
    Affiliation,
    Article,
    Byline,
    Identifier,
    Image,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Placement,
    Publication,
    Redirect,
    Section,
    Source,
)
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_mention,
    make_organisation,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def said_about(row):
    """All that a form would say about a row."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return [message for messages in refusal.value.message_dict.values() for message in messages]


def person(**fields):
    return Person(**{"name": "Ales", "slug": "ales"} | fields)


def organisation(**fields):
    return Organisation(**{"name": "Belavia", "slug": "belavia"} | fields)


def section(**fields):
    return Section(**{"name": "World", "slug": "world"} | fields)


def image(**fields):
    known = {"original": "a.png", "content_hash": "0" * 64, "width": 1, "height": 1}
    return Image(**known | {"alt_text": "A square", "credit": "Somebody"} | fields)


def article(**fields):
    written = {"headline": "Pardons", "slug": "pardons", "body": "<p>Text</p>"}
    return Article(**written | {"section": make_section()} | fields)


def role(**fields):
    return Affiliation(**{"person": make_person(), "role": "chair"} | fields)


def placement(**fields):
    return Placement(**{"article": make_article(), "slot": 1, "starts_at": PUBLISHED_AT} | fields)


def identifier(**fields):
    return Identifier(**{"person": make_person(), "scheme": "viaf", "value": "1"} | fields)


def source(**fields):
    return Source(**{"article": make_article(), "title": "A report"} | fields)


@pytest.mark.parametrize(
    ("make", "fields", "message"),
    [
        (person, {"name": " "}, "The name must not be empty."),
        (person, {"slug": "a--b"}, "Use lower-case letters, digits and single hyphens"),
        (
            person,
            {"born": date(2000, 1, 2), "died": date(2000, 1, 1)},
            "The day of death must not be before the day of birth.",
        ),
        (
            organisation,
            {"founded": date(2000, 1, 2), "dissolved": date(2000, 1, 1)},
            "It can't end before it was founded.",
        ),
        (section, {"slug": "admin"}, "The portal itself uses this address; choose another."),
        (section, {"name": " "}, "The name must not be empty."),
        (image, {"alt_text": ""}, "Describe the picture in the alternative text, or mark it"),
        (image, {"is_decorative": True}, "Describe the picture in the alternative text, or mark"),
        (image, {"credit": " "}, "The credit must not be empty."),
        (article, {"headline": " "}, "The headline must not be empty."),
        (article, {"body": " "}, "The body must not be empty."),
        (article, {"picture_caption": "At noon"}, "A caption needs a picture."),
        (role, {"role": " "}, "The role must not be empty."),
        (
            role,
            {"starts": date(2000, 1, 2), "ends": date(2000, 1, 1)},
            "The end must not be before the start.",
        ),
        (placement, {"slot": 21}, "Slots are numbered from 1 to 20."),
        (placement, {"ends_at": PUBLISHED_AT}, "The end must be after the start."),
        (identifier, {"person": None}, "Choose exactly one of: person, organisation."),
        (identifier, {"scheme": "wikidata", "value": "184"}, "A Wikidata identifier is Q and"),
        (identifier, {"scheme": "website", "value": "a.by"}, "A website begins with https://"),
        (source, {"title": " "}, "The title must not be empty."),
        (source, {"url": "ftp://example.org/a"}, "An address begins with https:// or http://."),
        (Redirect, {"path": "/old/"}, "Choose exactly one of: section, person, organisation"),
        (Redirect, {"path": "old"}, "An address begins with / and has no blanks, ? or #."),
        (Publication, {"id": 2}, "There is one publication; change it instead."),
        (Publication, {"name": " "}, "The name must not be empty."),
    ],
)
def test_form_says_what_is_wrong(make, fields, message):
    assert any(said.startswith(message) for said in said_about(make(**fields)))


def test_form_says_what_is_there_already():
    earlier = (
        make_person(slug="ales"),
        make_organisation(slug="belavia"),
        make_section(slug="world"),
    )
    PersonName.objects.create(person=earlier[0], name="Sasha")
    OrganisationName.objects.create(organisation=earlier[1], name="The airline")

    assert said_about(person()) == ["Another person has this address."]
    assert said_about(organisation()) == ["Another organisation has this address."]
    assert said_about(section()) == ["Another section has this address."]
    for name in (
        PersonName(person=earlier[0], name="Sasha"),
        OrganisationName(organisation=earlier[1], name="The airline"),
    ):
        assert said_about(name) == ["This name is listed already."]


def test_form_says_that_a_row_of_the_article_is_listed_already():
    story, somebody = make_article(), make_person()
    rows = [
        (Byline(article=story, person=somebody), "This person has that role already."),
        (Source(article=story, title="A report"), "This source is listed already."),
    ]
    for row, _ in rows:
        row.save()
    mention = make_mention(story, somebody, phrase="the President")

    for row, message in [*rows, (mention, "These words are listed already.")]:
        row.pk = None
        row._state.adding = True
        assert said_about(row) == [message]


def test_form_says_that_a_time_is_taken():
    held = role()
    held.save()
    first = placement()
    first.save()

    same_role = role(person=held.person, starts=date(2020, 1, 1))
    assert said_about(same_role) == ["This role is listed already for a part of that time."]
    assert said_about(placement(starts_at=PUBLISHED_AT + DAY)) == [
        "Another story stands in this slot at that time."
    ]
    assert said_about(placement(article=first.article, slot=2)) == [
        "This story stands on that page already at that time."
    ]


def test_form_says_that_somebody_else_has_the_identifier():
    identifier().save()

    assert said_about(identifier()) == ["Somebody else has this identifier."]


def test_form_says_that_an_organisation_is_no_part_of_itself():
    belavia = make_organisation()
    belavia.parent = belavia

    assert said_about(belavia) == ["An organisation can't be a part of itself."]
