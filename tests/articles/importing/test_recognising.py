import pytest

from articles.importing.plain_text import parse
from articles.importing.recognising import known_names, recognise
from articles.models import Organisation, Person
from tests.makers import make_organisation, make_person

pytestmark = pytest.mark.django_db


def recognised(text):
    return recognise(parse(text.encode()), known_names())


def test_known_people_and_organisations_are_found_in_order_once():
    ann = make_person(name="Ann Lee")
    ann.names.create(name="Lee")
    boeing = make_organisation(name="Boeing")
    found = recognised("Headline\nText about Boeing and Lee.\nAnn Lee left Boeing.")
    assert [one.candidates for one in found.mentions] == [
        ((Organisation, boeing.pk),),
        ((Person, ann.pk),),
    ]


def test_a_name_only_in_a_subhead_or_headline_is_no_mention():
    make_person(name="Ann Lee")
    assert recognised("Ann Lee\nFirst.\nAnn Lee\nSecond.").mentions == []


def test_who_opens_the_story_is_whom_it_is_about():
    for name in ("Ann Lee", "Bo Kim", "Cy Moe", "Di Poe"):
        make_person(name=name)
    found = recognised("Bo Kim wins\nAnn Lee and Di Poe spoke.\nBo Kim, Ann Lee and Cy Moe left.")
    named = {
        Person.objects.get(pk=one.candidates[0][1]).name: one.salience for one in found.mentions
    }
    assert named == {
        "Ann Lee": "about",
        "Di Poe": "mentioned",
        "Bo Kim": "about",
        "Cy Moe": "mentioned",
    }


def test_a_name_of_several_is_reported_and_not_guessed():
    for name in ("Jo Smith", "Al Smith"):
        make_person(name=name).names.create(name="Smith")
    found = recognised("Headline\nSmith said. Smith left. Jo Smith stayed.")
    assert found.ambiguous == ["Smith"]
    assert len(found.mentions) == 1


def test_an_alternative_in_the_text_is_one_mention_with_two_candidates():
    francis, leo = make_person(name="Pope Francis"), make_person(name="Pope Leo XIV")
    leo.names.create(name="Pope Leo")
    found = recognised("H\nAsked by Pope Francis (or Pope Leo, depending on the source), he came.")
    (one,) = found.mentions
    assert one.candidates == ((Person, francis.pk), (Person, leo.pk))
    assert (one.certainty, one.note) == ("disputed", "Depending on the source")
    assert one.phrase == "Pope Francis (or Pope Leo, depending on the source)"


@pytest.mark.parametrize(
    "text", ["Ann Lee or Bo Kim came.", "Ann Lee (or Bo Kim", "Ann Lee (not Bo Kim) came."]
)
def test_two_names_side_by_side_are_two_mentions(text):
    make_person(name="Ann Lee")
    make_person(name="Bo Kim")
    found = recognised(f"H\n{text}")
    assert [one.certainty for one in found.mentions] == ["confirmed", "confirmed"]


def test_names_are_read_with_four_queries(django_assert_num_queries):
    for _ in range(3):
        make_person().names.create(name="Other")
        make_organisation().names.create(name="Other body")
    with django_assert_num_queries(4):
        known_names()
