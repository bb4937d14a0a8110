"""The rules of mentions and of the subjects that editions keep of them."""

import pytest
from django.db import connection

from articles.models import Mention, Subject
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def make_subject(**overrides):
    """A person whom an edition mentions."""
    fields = {"salience": "mentioned", "certainty": "confirmed", "published_at": PUBLISHED_AT}
    fields |= overrides
    if not {"person", "organisation"} & fields.keys():
        fields["person"] = make_person()
    return Subject.objects.create(**({"edition": None} | fields))


@pytest.mark.parametrize(
    ("constraint", "overrides"),
    [
        ("mention_salience_known", {"salience": "hinted"}),
        ("mention_certainty_known", {"certainty": "rumoured"}),
    ],
)
def test_a_mention_has_known_grades(constraint, overrides):
    article, person = make_article(), make_person()

    with refused_by(constraint):
        make_mention(article, person, **overrides)


def test_mention_phrase_once():
    article = make_article()
    make_mention(article, make_person(), phrase="the President")

    with refused_by("mention_phrase_once"):
        make_mention(article, make_person(), phrase="the President")


def test_mentions_without_words_of_their_own_may_be_many():
    article = make_article()

    assert make_mention(article, make_person()) != make_mention(article, make_person())


def test_a_mention_names_somebody():
    article = make_article()

    with refused_by("mention_names_somebody"):
        make_mention(article)


def test_the_last_candidate_can_not_be_taken_away():
    person = make_person()
    mention = make_mention(make_article(), person)
    connection.check_constraints()

    with refused_by("mention_names_somebody"):
        mention.people.remove(person)


def test_a_confirmed_mention_names_one():
    article, people = make_article(), (make_person(), make_organisation())

    with refused_by("mention_confirmed_names_one"):
        make_mention(article, *people)


def test_where_sources_differ_several_may_be_meant():
    francis, leo = make_person(name="Pope Francis"), make_person(name="Pope Leo")

    mention = make_mention(make_article(), francis, leo, certainty="disputed")
    connection.check_constraints()

    assert set(mention.people.all()) == {francis, leo}


def test_a_disputed_mention_of_two_can_not_be_confirmed():
    mention = make_mention(make_article(), make_person(), make_person(), certainty="disputed")
    connection.check_constraints()

    with refused_by("mention_confirmed_names_one"):
        Mention.objects.filter(pk=mention.pk).update(certainty="confirmed")


def test_a_mention_may_go_with_its_candidates():
    mention = make_mention(make_article(), make_person())

    mention.delete()
    connection.check_constraints()

    assert not Mention.objects.exists()


def test_a_mention_is_called_by_its_words():
    assert str(Mention(phrase="the President")) == "the President"
    assert str(Mention(pk=7)) == "Mention 7"


@pytest.mark.parametrize("both", [True, False])
def test_subject_names_one(both):
    edition = make_edition()
    person, organisation = (make_person(), make_organisation()) if both else (None, None)

    with refused_by("subject_names_one"):
        make_subject(edition=edition, person=person, organisation=organisation)


def test_subject_person_once():
    edition, person = make_edition(), make_person()
    make_subject(edition=edition, person=person)

    with refused_by("subject_person_once"):
        make_subject(edition=edition, person=person)


def test_subject_organisation_once():
    edition, organisation = make_edition(), make_organisation()
    make_subject(edition=edition, organisation=organisation)

    with refused_by("subject_organisation_once"):
        make_subject(edition=edition, organisation=organisation)


@pytest.mark.parametrize(
    ("constraint", "overrides"),
    [
        ("subject_salience_known", {"salience": "hinted"}),
        ("subject_certainty_known", {"certainty": "rumoured"}),
    ],
)
def test_a_subject_has_known_grades(constraint, overrides):
    edition = make_edition()

    with refused_by(constraint):
        make_subject(edition=edition, **overrides)


def test_a_subject_is_called_by_its_name():
    edition = make_edition()

    assert str(make_subject(edition=edition, person=make_person(name="Ales"))) == "Ales"
    assert (
        str(make_subject(edition=edition, organisation=make_organisation(name="Viasna")))
        == "Viasna"
    )
