"""The rules of sanctions that the database holds, and when one binds."""

from datetime import timedelta

import pytest

from articles.models import Article
from comments.models import Sanction
from tests.comments.conftest import NOW
from tests.makers import make_article, make_section, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make_sanction(**overrides) -> Sanction:
    """A ban for good on the whole site."""
    fields = {"kind": "ban", "author_key": "a" * 32, "reason": "Insults", "starts_at": NOW}
    return Sanction.objects.create(**fields | overrides)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("sanction_kind_known", {"kind": "jail"}),
        ("sanction_author_known", {"author_key": ""}),
        ("sanction_says_why", {"reason": " "}),
        ("sanction_of_one_scope", {"section": make_section, "article": make_article}),
        ("sanction_ends_after_start", {"until": NOW}),
        ("sanction_mute_ends", {"kind": "mute"}),
        ("sanction_warning_waits_to_be_read", {"kind": "warn", "until": NOW + DAY}),
        ("sanction_warning_waits_to_be_read", {"acknowledged_at": NOW}),
        ("sanction_ended_by_somebody", {"ended_by": make_user}),
    ],
)
def test_a_sanction_that_makes_no_sense_is_refused(constraint, fields):
    made = {name: value() if callable(value) else value for name, value in fields.items()}

    with refused_by(constraint):
        make_sanction(**made)


@pytest.mark.parametrize(
    ("fields", "after", "binds"),
    [
        ({}, 1000 * DAY, True),
        ({}, -DAY, False),
        ({"until": NOW + DAY}, timedelta(), True),
        ({"until": NOW + DAY}, DAY, False),
        ({"ended_at": NOW}, timedelta(), False),
        ({"kind": "warn"}, 1000 * DAY, True),
        ({"kind": "warn", "acknowledged_at": NOW}, timedelta(), False),
    ],
)
def test_a_sanction_ends_by_itself(fields, after, binds):
    sanction = make_sanction(**fields)

    found = Sanction.objects.in_force(at=NOW + after)

    assert list(found) == ([sanction] if binds else [])
    assert sanction.is_in_force(at=NOW + after) is binds


def test_a_sanction_reaches_its_scope():
    section, other = make_section(name="World"), make_section()
    inside, outside = make_article(section=section), make_article(section=other)
    whole = make_sanction()
    of_section = make_sanction(section=section)
    of_article = make_sanction(article=outside)

    def reaching(article: Article) -> set[Sanction]:
        return set(Sanction.objects.on_article(article.pk))

    assert reaching(inside) == {whole, of_section}
    assert reaching(outside) == {whole, of_article}
    assert of_section.where == "in World"
    assert str(whole) == "Banned from commenting: on the whole site"


def test_nobody_is_the_author_of_what_has_no_key():
    make_sanction()

    assert not Sanction.objects.of_author("").exists()
    assert Sanction.objects.of_author("a" * 32).exists()
