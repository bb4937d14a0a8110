"""Reports of readers: what is taken, what is refused, and what many of them do to a comment."""

from datetime import timedelta
from functools import partial

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from comments.filing import Complaint, IllegalContent, Reporter, report_comment, weight_of
from comments.house_rules import HouseRule
from comments.models import Comment, Notice, Reader, Report, ReportContact, Signal
from comments.moderation import approve, remove
from comments.picking import pick
from comments.refusals import KeptAlready, NotReportable, ReportedAlready, TooManyReports
from comments.reporting import open_reports, settle_reports, worth_of
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
INSULT = Complaint(HouseRule.INSULT)
ILLEGAL = IllegalContent(
    text="It denies the Holocaust.",
    address="http://testserver/comments/1/",
    law="§ 130 StGB",
    name="Anna Weiss",
    email="anna@example.org",
)


def reporter(number, **overrides):
    """Somebody with a browser and an address of their own."""
    return Reporter(**{"key": f"key {number}", "address_key": f"address {number}"} | overrides)


def report(comment, number, said=INSULT, now=LATER, **overrides):
    return report_comment(comment, said, reporter=reporter(number, **overrides), now=now)


def test_a_report_waits_for_a_moderator(article):
    comment = post(article)

    made = report(comment, 1, Complaint(HouseRule.OTHER, "He is not who he says."))

    assert open_reports([comment.pk, comment.pk + 1]) == {comment.pk: [made]}
    assert (made.rule, made.text, made.comment_revision) == ("other", "He is not who he says.", 1)
    assert stored(comment).state == "published"
    assert not ReportContact.objects.exists()


def test_a_notice_of_illegal_content_comes_first_and_gets_a_receipt(article):
    comment = post(article)
    earlier = report(comment, 1)

    made = report(comment, 2, ILLEGAL)

    assert open_reports([comment.pk]) == {comment.pk: [made, earlier]}
    assert (made.law, made.address) == (ILLEGAL.law, ILLEGAL.address)
    contact = ReportContact.objects.get()
    assert (contact.report, contact.name, contact.email) == (made, ILLEGAL.name, ILLEGAL.email)
    task = DBTaskResult.objects.get()
    assert task.task_path.endswith("send_report_receipt")
    assert "anna" not in str(task.args_kwargs)


def test_nobody_reports_a_comment_twice_in_a_lane(article):
    comment = post(article)
    report(comment, 1)

    with pytest.raises(ReportedAlready):
        report(comment, 1, Complaint(HouseRule.HATE))

    assert report(comment, 1, ILLEGAL).pk


@pytest.mark.parametrize("state", set(Comment.State.values) - {"published", "removed", "erased"})
def test_what_readers_do_not_see_is_not_reported(article, state):
    comment = post(article)
    Comment.objects.filter(pk=comment.pk).update(state=state)

    with pytest.raises(NotReportable):
        report(comment, 1)


def test_an_address_has_five_reports_at_once(article):
    comments = [post(article) for _ in range(6)]
    for number in range(5):
        report(comments[number], number, address_key="one")

    with pytest.raises(TooManyReports) as refusal:
        report(comments[5], 5, address_key="one", now=LATER + timedelta(seconds=20))

    assert refusal.value.seconds == 100


def test_three_readers_hide_a_comment(article):
    comment = post(article)
    report(comment, 1)
    report(comment, 2)
    assert stored(comment).state == "published"

    report(comment, 3)

    hidden = stored(comment)
    assert (hidden.state, hidden.revision_number) == ("hidden", 2)
    event = comment.events.latest("pk")
    assert (event.actor, event.reason) == (None, "Several readers reported it.")
    signal = Signal.objects.get()
    assert (signal.comment, signal.revision_number, signal.kind) == (comment, 2, "reports")
    assert len(open_reports([comment.pk])[comment.pk]) == 3


def test_one_connection_hides_nothing_alone(article):
    comment = post(article)

    for number in range(5):
        report(comment, number, address_key="one")

    assert stored(comment).state == "published"


def test_the_newsroom_may_leave_all_to_its_moderators(article, settings):
    settings.REPORTS_TO_HIDE = 0
    comment = post(article)

    for number in range(4):
        report(comment, number)

    assert stored(comment).state == "published"


def test_readers_who_were_right_need_fewer_of_them(article):
    for number in (1, 2):
        for _ in range(3):
            wrong = post(article)
            report(wrong, number, now=LATER - timedelta(minutes=30))
            settle_reports(wrong, upheld=True, by=None, now=LATER)
    comment = post(article)

    report(comment, 1)
    report(comment, 2)

    assert stored(comment).state == "hidden"


def test_readers_who_were_wrong_need_more_of_them(article, moderator):
    for _ in range(3):
        fine = post(article)
        for number in (1, 2):
            report(fine, number, now=LATER - timedelta(minutes=30))
        settle_reports(fine, upheld=False, by=moderator, now=LATER)
    comment = post(article)

    for number in (1, 2, 3):
        report(comment, number)

    assert stored(comment).state == "published"


def test_reports_hide_no_pick(article, moderator):
    comment = pick(post(article), by=moderator, now=NOW)

    for number in range(5):
        report(comment, number)

    assert stored(comment).state == "published"
    assert len(open_reports([comment.pk])[comment.pk]) == 5


def test_what_a_moderator_has_kept_is_not_hidden_again(article, moderator):
    comment = post(article)
    for number in range(3):
        report(comment, number)
    kept = approve(stored(comment), by=moderator, now=LATER)
    settle_reports(kept, upheld=False, by=moderator, now=LATER)

    for number in range(10, 15):
        report(comment, number, Complaint(HouseRule.HATE))

    assert stored(comment).state == "published"
    assert len(open_reports([comment.pk])[comment.pk]) == 5


def test_the_same_reason_is_not_taken_again_until_the_words_change(article, moderator):
    comment = post(article)
    report(comment, 1)
    settle_reports(comment, upheld=False, by=moderator, now=LATER)
    with pytest.raises(KeptAlready):
        report(comment, 2)

    Comment.objects.filter(pk=comment.pk).update(edited_at=LATER + timedelta(minutes=1))
    later = LATER + timedelta(minutes=2)
    for number in (2, 3, 4):
        report(comment, number, now=later)

    assert stored(comment).state == "hidden"


def test_a_notice_of_illegal_content_is_always_taken(article, moderator):
    comment = post(article)
    report(comment, 1, ILLEGAL)
    settle_reports(comment, upheld=False, by=moderator, now=LATER)

    assert report(comment, 2, ILLEGAL).pk


def test_a_decision_closes_all_reports_and_tells_who_made_them(article, moderator):
    comment = post(article)
    reader = Reader.objects.create(display_name="Anna")
    report(comment, 1, reader=reader)
    report(comment, 2, ILLEGAL)
    removed = remove(comment, by=moderator, reason="Insults", now=LATER)

    settle_reports(removed, upheld=True, by=moderator, now=LATER)

    assert open_reports([comment.pk]) == {}
    decided = {(one.state, one.decided_at, one.decided_by) for one in Report.objects.all()}
    assert decided == {("upheld", LATER, moderator)}
    notice = Notice.objects.get(kind="report")
    assert (notice.reader, notice.comment) == (reader, comment)
    assert "agreed with your report" in notice.words
    paths = {task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.all()}
    assert paths == {"send_report_receipt", "send_report_decision"}


@given(
    st.lists(
        st.tuples(st.text(), st.integers(0, 50), st.integers(0, 50)),
        unique_by=lambda settled: settled[0],
    )
)
def test_a_word_is_worth_more_the_more_often_it_was_right_and_never_all(settled):
    worth = worth_of(settled)

    assert all(0.25 <= one <= 1.5 for one in worth.values())
    more = worth_of((key, upheld + 1, dismissed) for key, upheld, dismissed in settled)
    assert all(more[key] >= worth[key] for key in worth)


def test_unknown_readers_weigh_one_each_and_an_address_what_its_weightiest_does():
    assert worth_of([("a", 0, 0)]) == {"a": 1.0}
    assert weight_of([("home", "a"), ("home", "b"), ("work", "c")], {"b": 1.5}) == 2.5


@pytest.mark.django_db(transaction=True)
def test_eight_times_the_same_report_at_once_is_one():
    comment = post(make_edition().article)

    results = simultaneously(
        [partial(report, comment, 1, address_key=f"address {one}") for one in range(8)]
    )

    assert Report.objects.count() == 1
    assert sum(isinstance(one, ReportedAlready) for one in results) == 7


@pytest.mark.django_db(transaction=True)
def test_many_reports_at_once_hide_a_comment_once():
    comment = post(make_edition().article)

    results = simultaneously([partial(report, comment, number) for number in range(8)])

    assert stored(comment).state == "hidden"
    assert Report.objects.count() == 3
    assert sum(isinstance(one, NotReportable) for one in results) == 5
    assert comment.events.count() == 2
