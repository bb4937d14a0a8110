"""The corrections lane: a reader's note reaches the desk, is answered, and is credited."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from articles.publishing import correct, update
from comments import moderation
from comments.counting import find_drift
from comments.error_reports import (
    AlreadySettled,
    WordsMissing,
    credit,
    credits_of,
    mark_as_error,
    of_article,
    report_error,
    settle,
    to_be_credited,
)
from comments.models import Comment, ErrorReport, ModerationEvent, Notice, Reader, Thread
from comments.text import TextRefused
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.articles.admin.stepping import change
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_comment, make_edition, make_staff, make_user
from tests.records import recorded
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff(Role.CHIEF_EDITOR, name="Carla Chief")


@pytest.fixture
def report(article):
    comment = post(article, text="It was 1987, not 1978.", reader=make_reader())
    return report_error(comment, now=NOW)


def make_reader():
    return Reader.objects.create(display_name="Anna", user=make_user())


def again(report):
    return ErrorReport.objects.get(pk=report.pk)


def test_a_comment_is_reported_once(report):
    assert report_error(report.comment, now=NOW + timedelta(days=1)).created_at == NOW
    assert (report.state, report.marked_by) == ("open", None)


def test_the_answer_stands_below_the_comment_as_the_newsrooms(report, editor):
    settled = settle(report, state="answered", words="Thank you. We look into it.", by=editor)

    answer = settled.answer
    assert (answer.parent, answer.nickname, answer.state) == (
        report.comment,
        "The newsroom",
        "published",
    )
    assert answer.text == "Thank you. We look into it."
    assert ModerationEvent.objects.get(comment=answer).actor == editor
    assert Thread.objects.get(pk=report.article_id).visible_count == 2
    assert not list(find_drift())
    assert (settled.settled_by, settled.state) == (editor, "answered")


def test_its_writer_is_told(report, editor):
    settle(report, state="not_error", words="The story is right.", by=editor)

    notice = Notice.objects.get(reader=report.comment.reader)
    assert (notice.kind, notice.comment) == ("correction", report.comment)
    assert notice.words == "Not an error: The story is right."


def test_the_act_is_recorded_with_its_words(report, editor):
    settle(report, state="not_error", words="The story is right.", by=editor)

    entry = recorded()[-1]
    assert (entry.act, entry.actor) == (Act.COMMENT_ERROR_SETTLED, "Carla Chief")
    assert entry.before == {"state": "open"}
    assert entry.after["state"] == "not_error"
    assert "1987" not in f"{entry.object} {entry.after}"


@pytest.mark.parametrize("state", ["held", "hidden", "removed", "spam"])
def test_what_readers_do_not_see_is_answered_to_its_writer_alone(report, editor, state):
    Comment.objects.filter(pk=report.pk).update(state=state, state_reason="No")

    settled = settle(report, state="answered", words="Thank you.", by=editor)

    assert settled.answer is None
    assert Notice.objects.filter(kind="correction").count() == 1
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("state", ["answered", "not_error"])
def test_an_answer_needs_words(report, editor, state):
    with pytest.raises(WordsMissing):
        settle(report, state=state, words="  ", by=editor)
    with pytest.raises(TextRefused):
        settle(report, state=state, words="a" * 5001, by=editor)
    assert again(report).state == "open"


def test_a_correction_may_go_without_words(report, editor):
    assert settle(report, state="corrected", words="", by=editor).answer is None


def test_of_two_editors_the_second_is_told(report, editor):
    seen = again(report)
    settle(report, state="answered", words="We look into it.", by=editor)

    with pytest.raises(AlreadySettled):
        settle(seen, state="not_error", words="No.", by=editor)
    assert again(report).state == "answered"


def test_an_answer_may_end_as_a_correction_and_nothing_ends_twice(report, editor):
    answered = settle(report, state="answered", words="We look into it.", by=editor)
    corrected = settle(answered, state="corrected", words="", by=editor)

    assert (corrected.state, corrected.words) == ("corrected", "We look into it.")
    for state in ("open", "answered", "not_error", "corrected", "lost"):
        with pytest.raises(AlreadySettled):
            settle(again(report), state=state, words="Other words", by=editor)


def test_only_the_desk_settles_and_moderators_mark(report, article, moderator):
    with pytest.raises(PermissionDenied):
        settle(report, state="answered", words="Thanks", by=moderator)
    with pytest.raises(PermissionDenied):
        mark_as_error(report.comment, by=make_staff(Role.REPORTER))
    other = post(article)
    marked = mark_as_error(other, by=moderator)
    assert (marked.marked_by, marked.article) == (moderator, article)
    assert recorded()[-1].act == Act.COMMENT_MARKED_AS_ERROR
    before = len(recorded())
    assert mark_as_error(other, by=moderator).created_at == marked.created_at
    assert len(recorded()) == before


def test_a_correction_credits_the_comment_while_it_is_shown(report, article, editor):
    edition = correct(article, by=None, note="It was 1987.")
    credit(edition, report.pk, by=editor)

    assert credits_of(article.pk) == {2: f"/comments/{report.pk}/"}
    assert again(report).state == "corrected"
    hidden = moderation.hide(Comment.objects.get(pk=report.pk), by=editor)
    assert credits_of(article.pk) == {}
    moderation.approve(hidden, by=editor)
    Thread.objects.update(mode="off")
    assert credits_of(article.pk) == {}


def test_a_correction_says_so_below_the_story(client, report, article, editor):
    credit(correct(article, by=None, note="It was 1987."), report.pk, by=editor)

    page = client.get(article.editions.get(number=2).path).content.decode()

    assert f'<a href="/comments/{report.pk}/">Corrected after a reader’s note</a>' in page


def test_a_story_whose_corrections_credit_nobody_says_nothing(client, report, article):
    correct(article, by=None, note="It was 1987.")

    page = client.get(article.editions.get(number=2).path).content.decode()

    assert "reader’s note" not in page


def test_one_comment_is_credited_once_and_by_corrections_only(report, article, editor):
    with pytest.raises(AlreadySettled):
        credit(article.editions.get(), report.pk, by=editor)
    credit(correct(article, by=None, note="It was 1987."), report.pk, by=editor)
    with pytest.raises(AlreadySettled):
        credit(correct(article, by=None, note="In May."), report.pk, by=editor)
    assert not to_be_credited(article.pk).exists()


def test_the_desk_sees_the_edition_that_was_read(report, article, django_assert_num_queries):
    change(article, headline="Another")
    update(article, by=None)
    for _ in range(3):
        report_error(post(article), now=NOW)

    with django_assert_num_queries(1):
        read = [one.comment.edition.number for one in of_article(article.pk)]
    assert read == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("error_report_state_known", {"state": "lost", "settled_at": NOW, "words": "x"}),
        ("error_report_settled_has_time", {"state": "corrected"}),
        ("error_report_settled_has_time", {"settled_at": NOW}),
        ("error_report_answer_has_words", {"state": "answered", "settled_at": NOW}),
    ],
)
def test_the_rules_of_a_report(constraint, fields):
    comment = make_comment()

    with refused_by(constraint):
        ErrorReport.objects.create(
            comment=comment, article_id=comment.thread_id, created_at=NOW, **fields
        )


def test_error_report_credit_is_corrected():
    comment = make_comment()
    edition = comment.edition

    with refused_by("error_report_credit_is_corrected"):
        ErrorReport.objects.create(
            comment=comment, article_id=edition.article_id, created_at=NOW, correction=edition
        )


def test_a_report_stays_on_its_article():
    comment, other = make_comment(), make_edition()
    corrected = {"state": "corrected", "settled_at": NOW, "correction": other}
    facts = {"comment": comment, "created_at": NOW}

    with refused_by("error_report_comment_on_article"):
        ErrorReport.objects.create(**facts, article=other.article)
    with refused_by("error_report_correction_of_article"):
        ErrorReport.objects.create(**facts, article_id=comment.thread_id, **corrected)
    with refused_by("error_report_answer_on_article"):
        ErrorReport.objects.create(**facts, article_id=comment.thread_id, answer=make_comment())
