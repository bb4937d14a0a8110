"""What waits is handed out once: in order, by leases, over real connections."""

from datetime import timedelta
from functools import partial

import pytest

from comments.models import Comment, Thread, Waiting
from comments.moderation import decide
from comments.queue.claiming import (
    LEASE,
    claim,
    release,
    renew,
    situation,
    skip,
    take_skips_back,
)
from newsportal.accounts.roles import Role
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.reports import file_report
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition, make_staff

MINUTE = timedelta(minutes=1)


@pytest.fixture
def second(db):
    return make_staff(Role.MODERATOR)


@pytest.fixture
def held(article):
    """Twelve comments that wait, the oldest first."""
    Thread.objects.create(article=article, mode="pre")
    return [post(article, now=NOW + number * MINUTE).pk for number in range(12)]


@pytest.mark.django_db
def test_the_oldest_come_first_and_ten_at_once(moderator, held):
    assert claim(moderator, now=NOW) == held[:10]
    assert claim(moderator, now=NOW) == held[:10]
    row = Waiting.objects.get(pk=held[0])
    assert (row.leased_by, row.leased_until) == (moderator, NOW + LEASE)


@pytest.mark.django_db
def test_the_most_urgent_come_first(moderator, held, article):
    Thread.objects.update(mode="post")
    reported, illegal = post(article), post(article)
    file_report(reported)
    file_report(illegal, lane="illegal", created_at=NOW + 60 * MINUTE)

    assert claim(moderator, now=NOW) == [illegal.pk, reported.pk, *held[:8]]


@pytest.mark.django_db
def test_what_somebody_holds_is_nobody_elses(moderator, second, held):
    claim(moderator, now=NOW)

    assert claim(second, now=NOW) == held[10:]
    assert situation(second, now=NOW).held_by_others == 10


@pytest.mark.django_db
def test_a_lease_that_has_lapsed_is_handed_on(moderator, second, held):
    claim(moderator, now=NOW)

    assert claim(second, now=NOW + LEASE - MINUTE) == held[10:]
    assert claim(second, now=NOW + LEASE) == held[:10]
    assert claim(moderator, now=NOW + LEASE) == held[10:]


@pytest.mark.django_db
def test_somebody_who_works_on_keeps_theirs(moderator, second, held):
    claim(moderator, now=NOW)

    assert renew(moderator, now=NOW + 4 * MINUTE) == NOW + 4 * MINUTE + LEASE
    assert claim(second, now=NOW + LEASE) == held[10:]


@pytest.mark.django_db
def test_somebody_who_leaves_gives_back_what_that_page_held(moderator, second, held):
    claim(moderator, now=NOW)
    claim(moderator, now=NOW + MINUTE)

    assert release(moderator, until=NOW + LEASE) == 0
    assert release(moderator, until=NOW + MINUTE + LEASE) == 10
    assert claim(second, now=NOW) == held[:10]
    assert release(second) == 10


@pytest.mark.django_db
def test_a_decision_makes_room_for_the_next(moderator, held):
    first = claim(moderator, now=NOW)[0]

    decide(Comment.objects.get(pk=first), "approve", by=moderator)

    assert claim(moderator, now=NOW) == held[1:11]


@pytest.mark.django_db
def test_what_was_skipped_is_somebody_elses(moderator, second, held):
    claim(moderator, now=NOW)
    skip(held[0], moderator)
    skip(held[0], moderator)

    assert claim(moderator, now=NOW) == held[1:11]
    assert claim(second, now=NOW) == [held[0], held[11]]
    release(second)
    assert situation(moderator, now=NOW).skipped == 1
    assert take_skips_back(moderator) == 1
    assert claim(moderator, now=NOW)[0] == held[0]


@pytest.mark.django_db
def test_an_editor_gets_what_belongs_to_their_sections(held, article):
    other = make_edition().article
    Thread.objects.create(article=other, mode="pre")
    theirs = post(other)
    editor = make_staff(Role.EDITOR, edits=(other.section,))

    assert claim(editor, now=NOW) == [theirs.pk]
    assert situation(editor, now=NOW).waiting == 1


@pytest.mark.django_db
def test_somebody_without_the_right_gets_nothing(outsider, held):
    assert claim(outsider, now=NOW) == []
    assert situation(outsider, now=NOW).waiting == 0


@pytest.mark.django_db
@pytest.mark.parametrize("comments", [1, 12])
def test_claiming_costs_the_same_however_much_waits(
    article, moderator, comments, django_assert_num_queries
):
    Thread.objects.create(article=article, mode="pre")
    for _ in range(comments):
        post(article)
    _ = moderator.roles

    # Two statements in a transaction, and one that counts.
    with django_assert_num_queries(5):
        claim(moderator, now=NOW)
        situation(moderator, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_moderators_who_ask_at_the_same_moment_get_different_comments():
    article = make_edition().article
    Thread.objects.create(article=article, mode="pre")
    for _ in range(25):
        post(article)
    staff = [make_staff(Role.MODERATOR) for _ in range(6)]

    batches = simultaneously([partial(claim, one, now=NOW, size=5) for one in staff])

    handed = [key for batch in batches for key in batch]
    assert len(handed) == len(set(handed))
    assert Waiting.objects.filter(leased_by__isnull=False).count() == len(handed)
    # Nobody has waited for the others: what one has locked, the next leaves out.
    assert sum(bool(batch) for batch in batches) >= 2
    assert set(handed) <= set(Waiting.objects.values_list("pk", flat=True))
