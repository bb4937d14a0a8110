"""Embargoes: at T−1 s and at T, by publishing and by hand, and two at the same moment."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine

from articles import refusals
from articles.editing import record_revision
from articles.embargoes import lift_embargo, set_embargo
from articles.models import Article, Edition, Embargo
from articles.publishing import correct, publish, schedule, update
from articles.rescheduling import reschedule
from articles.status import status_of
from articles.workflow import approve, submit
from newsportal.audit.acts import Act
from tests.articles.admin.stepping import change
from tests.articles.models.test_keys_of_the_record import next_edition
from tests.comments.simultaneously import simultaneously
from tests.makers import make_article, make_edition, make_person, make_user
from tests.records import recorded
from tests.refusals import refused_by

NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
UNTIL = NOW + 2 * HOUR


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def edith(db):
    return make_user(name="Edith Editor")


@pytest.fixture
def article(edith) -> Article:
    made = make_article()
    made.bylines.create(person=make_person())
    record_revision(made, by=edith)
    return made


def test_nobody_publishes_a_second_too_early(clock, article, edith):
    set_embargo(article, by=edith, until=UNTIL)
    clock.move_to(UNTIL - SECOND)
    for by in (edith, None):
        with pytest.raises(
            refusals.UnderEmbargo, match="may publish it before 22 November 2025, 14:00"
        ):
            publish(article, by=by)
    clock.move_to(UNTIL)

    assert publish(article, by=edith).starts_at == UNTIL


def test_it_is_scheduled_for_the_hour_and_no_earlier(clock, article, edith):
    set_embargo(article, by=edith, until=UNTIL)
    with pytest.raises(refusals.UnderEmbargo, match="Schedule it for that time or later"):
        schedule(article, by=edith, at=UNTIL - SECOND)

    schedule(article, by=edith, at=UNTIL)

    clock.move_to(UNTIL - SECOND)
    assert not article.editions.visible(at=UNTIL - SECOND).exists()
    assert article.editions.visible(at=UNTIL).exists()


def test_what_is_live_stays_and_its_changes_wait(clock, article, edith):
    publish(article, by=edith)
    clock.shift(HOUR / 2)
    change(article, headline="What is known since")
    set_embargo(article, by=edith, until=UNTIL)
    for act in (update, partial(update, kind="minor"), partial(correct, note="x")):
        with pytest.raises(refusals.UnderEmbargo):
            act(article, by=edith)

    assert status_of(article).word == (
        "Live, changes not published, embargo until 22 November 2025, 14:00 (UTC)"
    )
    assert update(article, by=edith, at=UNTIL).number == 2


def test_an_approved_text_may_be_edited_meanwhile(clock, article, edith):
    submit(article, by=edith)
    set_embargo(article, by=edith, until=UNTIL)
    approve(article, by=edith)
    assert status_of(article).word == "Approved, embargo until 22 November 2025, 14:00 (UTC)"

    change(article, headline="More exact")

    assert status_of(article).word.startswith("Approved, changed since, embargo until")
    clock.move_to(UNTIL)
    assert status_of(article).word == "Approved, changed since"


def test_a_lifted_embargo_holds_nothing_back(clock, article, edith):
    set_embargo(article, by=edith, until=UNTIL, note=" The ministry asks for it ")

    lifted = lift_embargo(article, by=edith)

    assert (lifted.note, lifted.lifted_at, lifted.lifted_by) == (
        "The ministry asks for it",
        NOW,
        edith,
    )
    assert publish(article, by=edith).starts_at == NOW
    with pytest.raises(refusals.NoEmbargo):
        lift_embargo(article, by=edith)


def test_setting_moving_and_lifting_are_recorded(clock, article, edith):
    set_embargo(article, by=edith, until=UNTIL)
    set_embargo(article, by=edith, until=UNTIL + HOUR, note="By another hour")
    lift_embargo(article, by=edith)

    entries = recorded()
    assert [entry.act for entry in entries] == [
        Act.ARTICLE_EMBARGOED,
        Act.ARTICLE_EMBARGOED,
        Act.ARTICLE_EMBARGO_LIFTED,
    ]
    assert entries[1].before == {"until": "2025-11-22T14:00:00Z", "note": ""}
    assert entries[1].after == entries[2].before
    assert entries[2].before == {"until": "2025-11-22T15:00:00Z", "note": "By another hour"}


def test_what_is_scheduled_is_not_moved_before_the_hour(clock, article, edith):
    set_embargo(article, by=edith, until=UNTIL)
    schedule(article, by=edith, at=UNTIL + HOUR)
    for text in ("As it was planned", "Edited meanwhile"):
        change(article, headline=text)
        with pytest.raises(refusals.UnderEmbargo):
            reschedule(article, by=edith, replacing=UNTIL + HOUR, at=UNTIL - SECOND)

    reschedule(article, by=edith, replacing=UNTIL + HOUR, at=UNTIL)

    assert article.editions.get().starts_at == UNTIL


def test_an_embargo_is_moved_to_a_later_hour_only(clock, article, edith):
    set_embargo(article, by=edith, until=UNTIL)
    with pytest.raises(refusals.EmbargoHolds, match="Choose a later time, or lift it first"):
        set_embargo(article, by=edith, until=UNTIL)

    set_embargo(article, by=edith, until=UNTIL + HOUR)

    assert [one.until for one in article.embargoes.filter(lifted_at__isnull=True)] == [UNTIL + HOUR]
    assert article.embargoes.get(until=UNTIL).lifted_by == edith


def test_an_embargo_ends_in_the_future(clock, article, edith):
    with pytest.raises(refusals.TimeIsPast):
        set_embargo(article, by=edith, until=NOW)


def test_what_is_scheduled_earlier_is_cancelled_first(clock, article, edith):
    schedule(article, by=edith, at=UNTIL - SECOND)

    with pytest.raises(refusals.ScheduledBefore, match="is scheduled for 22 November 2025, 13:59"):
        set_embargo(article, by=edith, until=UNTIL)

    assert not article.embargoes.exists()


def test_an_import_has_no_embargo(article):
    assert publish(article, by=None, at=NOW - HOUR).starts_at == NOW - HOUR


@pytest.mark.parametrize("early", [SECOND, timedelta(microseconds=1)])
def test_the_database_itself_refuses_an_edition_before_the_hour(article, edith, early):
    edition = make_edition(article, at=NOW - HOUR)
    Embargo.objects.create(article=article, until=UNTIL, created_at=NOW, created_by=edith)
    late = next_edition(edition, starts_at=UNTIL)
    Edition.objects.filter(pk=edition.pk).update(ends_at=NOW)

    with refused_by("edition_not_before_embargo"):
        next_edition(edition, starts_at=UNTIL - early, published_at=edition.published_at).save()

    late.save()


def test_the_database_itself_refuses_an_embargo_that_comes_too_late(article, edith):
    make_edition(article, at=UNTIL - SECOND)
    with refused_by("embargo_before_scheduled_edition"):
        Embargo.objects.create(article=article, until=UNTIL, created_at=NOW, created_by=edith)
    Embargo.objects.create(article=article, until=UNTIL - SECOND, created_at=NOW, created_by=edith)


@pytest.mark.django_db(transaction=True)
def test_an_embargo_and_a_publication_at_the_same_moment_exclude_each_other(article, edith):
    """By hand, past `publishing` and its locks: whichever comes second is refused."""
    edition = make_edition(article, at=NOW - HOUR)
    scheduled = next_edition(edition, starts_at=NOW + HOUR)
    embargo = Embargo(article=article, until=UNTIL, created_at=NOW, created_by=edith)

    results = simultaneously([scheduled.save, embargo.save])

    assert len([one for one in results if one is not None]) == 1
    assert Embargo.objects.count() + Edition.objects.filter(number=2).count() == 1


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("embargo_ends_after_it_is_set", {"until": NOW}),
        ("embargo_lifted_by_somebody", {"lifted_at": NOW}),
    ],
)
def test_the_database_refuses_an_embargo_that_means_nothing(article, edith, rule, bad):
    fields = {"article": article, "until": UNTIL, "created_at": NOW, "created_by": edith}
    with refused_by(rule):
        Embargo.objects.create(**fields | bad)


def test_an_article_has_one_embargo_that_never_changes(clock, article, edith):
    held = set_embargo(article, by=edith, until=UNTIL)
    fields = {"article": article, "created_at": NOW, "created_by": edith}
    with refused_by("embargo_one_holds"):
        Embargo.objects.create(until=UNTIL + HOUR, **fields)
    with refused_by("embargo_is_immutable"):
        Embargo.objects.filter(pk=held.pk).update(until=NOW + HOUR)
    lift_embargo(article, by=edith)
    with refused_by("embargo_is_immutable"):
        Embargo.objects.filter(pk=held.pk).update(lifted_at=None, lifted_by=None)
