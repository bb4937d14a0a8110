from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import refusals
from articles.models import Edition, Subject
from articles.publishing import LegalOrder, correct, publish, schedule, update, withdraw
from articles.rescheduling import cancel_scheduled
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_mention,
    make_organisation,
    make_person,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def visible(article, at):
    return article.editions.visible(at=at).first()


def change(article, headline):
    article.headline = headline
    article.save()


def test_publishing_shows_the_working_copy_from_now_on(clock):
    article, editor = make_article(headline="As it was"), make_user()
    article.bylines.create(person=make_person())
    edition = publish(article, by=editor)
    assert (edition.kind, edition.number, edition.created_by) == ("first", 1, editor)
    assert (edition.published_at, edition.updated_at) == (NOW, None)
    assert visible(article, NOW) == edition
    assert visible(article, NOW - timedelta(microseconds=1)) is None


def test_an_edit_is_not_seen_until_it_is_published(clock):
    article = make_article(headline="Before")
    publish(article, by=None)
    change(article, "After")
    clock.shift(HOUR)
    assert visible(article, timezone.now()).headline == "Before"
    update(article, by=None)
    assert visible(article, NOW + HOUR).headline == "After"
    assert visible(article, NOW + HOUR - timedelta(microseconds=1)).headline == "Before"


def test_an_update_moves_updated_and_a_minor_change_does_not(clock):
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    change(article, "Second")
    assert update(article, by=None).updated_at == NOW + HOUR
    clock.shift(HOUR)
    change(article, "Third")
    minor = update(article, by=None, kind="minor")
    assert (minor.updated_at, minor.published_at) == (NOW + HOUR, NOW)


def test_a_correction_says_what_was_wrong(clock):
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    change(article, "Right")
    with pytest.raises(refusals.ReasonMissing):
        correct(article, by=None, note="  ")
    edition = correct(article, by=None, note=" It was 31, not 13. ")
    assert (edition.kind, edition.note) == ("correction", "It was 31, not 13.")


def test_a_scheduled_article_appears_on_its_second(clock):
    article = make_article()
    schedule(article, by=None, at=NOW + HOUR)
    clock.move_to(NOW + HOUR - timedelta(seconds=1))
    assert not Edition.objects.visible(at=timezone.now()).exists()
    clock.shift(timedelta(seconds=1))
    assert Edition.objects.visible(at=timezone.now()).get().article == article


def test_a_scheduled_update_leaves_the_live_edition_until_then(clock):
    article = make_article(headline="Before")
    publish(article, by=None)
    change(article, "After")
    assert schedule(article, by=None, at=NOW + HOUR).kind == "update"
    assert visible(article, NOW + HOUR - timedelta(seconds=1)).headline == "Before"
    assert visible(article, NOW + HOUR).headline == "After"


def test_a_time_that_is_past_can_not_be_scheduled(clock):
    with pytest.raises(refusals.TimeIsPast, match="Choose a time after 22 November 2025, 12:00"):
        schedule(make_article(), by=None, at=NOW)


def test_a_withdrawal_ends_it_with_a_reason(clock):
    article, editor = make_article(), make_user()
    publish(article, by=None)
    clock.shift(HOUR)
    with pytest.raises(refusals.ReasonMissing):
        withdraw(article, by=editor, reason="")
    edition = withdraw(article, by=editor, reason="Published by mistake.")
    assert (edition.ends_at, edition.withdrawn_by) == (NOW + HOUR, editor)
    assert visible(article, NOW + HOUR) is None
    assert visible(article, NOW) == edition


def test_a_withdrawn_article_can_be_published_again(clock):
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    withdraw(article, by=None, reason="Unclear rights.")
    with pytest.raises(refusals.TimeIsPast):
        publish(article, by=None, at=NOW)
    clock.shift(HOUR)
    again = publish(article, by=None)
    assert (again.number, again.kind, again.published_at) == (2, "update", NOW)


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda article: update(article, by=None), refusals.NotPublished),
        (lambda article: correct(article, by=None, note="x"), refusals.NotPublished),
        (lambda article: withdraw(article, by=None, reason="x"), refusals.NotPublished),
        (lambda article: cancel_scheduled(article, by=None), refusals.NothingScheduled),
    ],
    ids=["update", "correct", "withdraw", "cancel"],
)
def test_a_draft_can_only_be_published(act, refusal):
    with pytest.raises(refusal):
        act(make_article())


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda article: publish(article, by=None), refusals.AlreadyPublished),
        (lambda article: update(article, by=None), refusals.NothingChanged),
        (lambda article: update(article, by=None, at=NOW), refusals.TimeIsPast),
        (lambda article: withdraw(article, by=None, reason="x", at=NOW), refusals.TimeIsPast),
    ],
    ids=["publish", "update", "update before it", "withdraw before it"],
)
def test_what_is_live_refuses_a_change_that_makes_no_sense(clock, act, refusal):
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    with pytest.raises(refusal):
        act(article)
    assert article.editions.count() == 1


def test_a_withdrawn_article_is_not_updated(clock):
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    withdraw(article, by=None, reason="x")
    clock.shift(HOUR)
    for act in (update, lambda a, by: withdraw(a, by=by, reason="x")):
        with pytest.raises(refusals.NotPublished):
            act(article, by=None)


def test_the_address_has_the_newsrooms_day(clock, settings):
    settings.TIME_ZONE = "Europe/Minsk"
    article = make_article(slug="late-news", section=make_section(slug="world"))
    timezone.activate("Europe/Minsk")
    try:
        edition = publish(article, by=None, at=datetime(2025, 11, 21, 21, 30, tzinfo=UTC))
    finally:
        timezone.deactivate()
    assert edition.path == "/world/2025/11/22/late-news/"


def test_an_address_that_another_article_has_is_refused_and_nothing_is_stored(clock):
    section = make_section(slug="world")
    publish(make_article(section=section, slug="same"), by=None)
    other = make_article(section=section, slug="same")
    with pytest.raises(refusals.AddressTaken, match="/world/2025/11/22/same/"):
        publish(other, by=None)
    assert not other.editions.exists()
    assert not other.revisions.exists()


def test_another_broken_rule_is_no_taken_address(clock):
    article = make_article(slug="x", section=make_section(slug="world"))
    article.section.slug = "World"
    with pytest.raises(IntegrityError), transaction.atomic():
        article.section.save()
    assert publish(article, by=None).path.startswith("/world/")


def test_a_changed_slug_gives_the_next_edition_a_new_address(clock):
    article = make_article(slug="old", section=make_section(slug="world"))
    publish(article, by=None)
    article.slug = "new"
    article.save()
    clock.shift(24 * HOUR)
    assert update(article, by=None).path == "/world/2025/11/22/new/"


def test_an_edition_names_everybody_once_with_the_strongest_claim():
    person, other, body = make_person(), make_person(), make_organisation()
    article = make_article()
    make_mention(article, person, other, phrase="either", certainty="disputed", salience="about")
    make_mention(article, person, certainty="reported")
    make_mention(article, body, salience="about")
    publish(article, by=None, at=PUBLISHED_AT)
    rows = Subject.objects.order_by("id").values_list(
        "person", "organisation", "salience", "certainty", "published_at"
    )
    assert set(rows) == {
        (person.pk, None, "about", "reported", PUBLISHED_AT),
        (other.pk, None, "about", "disputed", PUBLISHED_AT),
        (None, body.pk, "about", "confirmed", PUBLISHED_AT),
    }


def test_a_correction_may_leave_the_text_as_it_is(clock):
    """What was wrong may have been changed quietly before, and a clarification changes nothing."""
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    told = update(
        article, by=None, kind="clarification", note="Both years are of the old calendar."
    )
    assert (told.kind, told.updated_at, told.is_grave) == ("clarification", NOW + HOUR, False)
    clock.shift(HOUR)
    grave = correct(article, by=None, note="It was 31, not 13.", is_grave=True)
    assert (grave.number, grave.is_grave, grave.revision) == (3, True, told.revision)


def test_a_withdrawal_by_legal_order_says_whose(clock):
    article = make_article()
    publish(article, by=None)
    clock.shift(HOUR)
    order = LegalOrder(" Court of Minsk ", "https://court.example.org/1")
    edition = withdraw(article, by=None, reason="A court ordered it.", legal_order=order)
    assert edition.is_legal_order
    assert (edition.legal_authority, edition.legal_order_url) == (
        "Court of Minsk",
        "https://court.example.org/1",
    )
