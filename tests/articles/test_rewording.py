"""The words of a correction change in the open: each wording is an edition of its own."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import refusals
from articles.models import Edition
from articles.publishing import correct, publish, update, withdraw
from articles.rewording import reword
from tests.makers import make_article, make_mention, make_person, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def corrected(clock):
    article = make_article(headline="As it was")
    make_mention(article, make_person())
    publish(article, by=None)
    clock.shift(HOUR)
    correct(article, by=None, note="It was 31.")
    clock.shift(HOUR)
    return article


def test_new_words_are_an_edition_with_the_text_of_the_live_one(corrected):
    editor = make_user()
    corrected.headline = "Not meant for readers yet"
    corrected.save()
    edition = reword(corrected, by=editor, correction=2, note=" It was 31, not 13. ")

    assert (edition.number, edition.kind, edition.rewords) == (3, "correction", 2)
    assert (edition.note, edition.headline) == ("It was 31, not 13.", "As it was")
    assert (edition.starts_at, edition.updated_at) == (NOW + 2 * HOUR, NOW + 2 * HOUR)
    assert edition.created_by == editor
    assert edition.subject_rows.count() == 1
    assert corrected.editions.get(number=2).note == "It was 31."


def test_further_words_stand_for_the_same_correction(clock, corrected):
    reword(corrected, by=None, correction=2, note="It was 31, not 13.")
    clock.shift(HOUR)
    with pytest.raises(refusals.NothingChanged):
        reword(corrected, by=None, correction=2, note="It was 31, not 13.")
    assert reword(corrected, by=None, correction=2, note="It was 31.", is_grave=True).rewords == 2


def test_a_planned_withdrawal_stays_planned(corrected):
    withdraw(corrected, by=None, reason="The licence ends.", at=NOW + 9 * HOUR)
    edition = reword(corrected, by=None, correction=2, note="It was 31, not 13.")
    edition.refresh_from_db()
    assert (edition.ends_at, edition.withdrawal_reason) == (NOW + 9 * HOUR, "The licence ends.")


@pytest.mark.parametrize(
    ("number", "note", "refusal"),
    [
        (1, "Words", refusals.NotCorrected),
        (3, "Words", refusals.NotCorrected),
        (2, " ", refusals.ReasonMissing),
        (2, "It was 31.", refusals.NothingChanged),
    ],
)
def test_what_makes_no_sense_is_refused(corrected, number, note, refusal):
    with pytest.raises(refusal):
        reword(corrected, by=None, correction=number, note=note)
    assert corrected.editions.count() == 2


def test_words_beside_a_scheduled_edition_are_refused(corrected):
    corrected.headline = "Planned"
    corrected.save()
    update(corrected, by=None, at=NOW + 9 * HOUR)
    with pytest.raises(refusals.ChangeIsScheduled):
        reword(corrected, by=None, correction=2, note="Words")


def test_edition_rewords_edition_of_same_article(corrected):
    edition = reword(corrected, by=None, correction=2, note="Words")
    fields = {field.attname: getattr(edition, field.attname) for field in edition._meta.fields}
    Edition.objects.filter(pk=edition.pk).update(ends_at=NOW + 3 * HOUR)
    changes = {"id": None, "ends_at": None, "starts_at": NOW + 3 * HOUR}

    with refused_by("edition_rewords_edition_of_same_article"):
        Edition.objects.create(**fields | changes | {"number": 9, "rewords": 8})
