"""Editing: who may, for how long, what is kept, and what readers and moderators see then."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from comments.authorship import Author
from comments.counting import find_drift
from comments.editing import edit_comment
from comments.models import Comment, CommentRevision, ModerationEvent, Reader, Signal, Thread
from comments.moderation import hide
from comments.refusals import AuthorSanctioned, NotTaken
from comments.refused_changes import EditingOver, NotChangeable, NotTheAuthor, StaleEdit
from comments.sanctions import impose
from comments.text import TextRefused
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.makers import make_rule

pytestmark = pytest.mark.django_db
ANNA = Author(browser="a")
SOON = NOW + timedelta(minutes=14, seconds=59)


@pytest.fixture
def comment(article) -> Comment:
    return post(article, browser="a", text="First words")


def test_the_words_are_replaced_and_the_earlier_ones_kept(comment):
    edited = edit_comment(comment, text=" Other <b>\r\n", author=ANNA, now=SOON)
    again = edit_comment(edited, text="Third", author=ANNA, now=SOON)

    assert (edited.text, edited.body_html) == ("Other <b>", '<p dir="auto">Other &lt;b&gt;</p>')
    assert (again.state, again.edited_at, again.revision_number) == ("published", SOON, 3)
    kept = comment.revisions.order_by("number").values_list(
        "number", "text", "written_at", "replaced_at"
    )
    assert list(kept) == [(1, "First words", NOW, SOON), (2, "Other <b>", SOON, SOON)]
    assert stored(comment).text == "Third"


def test_the_public_page_changes_and_the_counters_stay(comment):
    before = Thread.objects.get()

    edit_comment(comment, text="Other", author=ANNA, now=SOON)

    after = Thread.objects.get()
    assert after.version > before.version
    assert after.visible_count == before.visible_count == 1
    assert not list(find_drift())


def test_the_same_words_again_change_nothing(comment):
    edit_comment(comment, text="First words ", author=ANNA, now=SOON)

    assert stored(comment).edited_at is None
    assert not CommentRevision.objects.exists()


def test_a_quarter_of_an_hour_and_no_longer(comment, settings):
    for minutes, moment in ((15, SOON + timedelta(seconds=1)), (0, NOW)):
        settings.COMMENT_EDIT_MINUTES = minutes
        with pytest.raises(EditingOver):
            edit_comment(comment, text="Other", author=ANNA, now=moment)

    assert stored(comment).text == "First words"


@pytest.mark.parametrize(
    "author", [Author(), Author(browser="b"), Author(private_codes=("b", "c"))], ids=str
)
def test_nobody_else_edits(comment, author):
    with pytest.raises(NotTheAuthor):
        edit_comment(comment, text="Other", author=author, now=SOON)


def test_who_has_the_code_edits(comment):
    author = Author(browser="b", private_codes=("c", "a"))

    assert edit_comment(comment, text="Other", author=author, now=SOON).text == "Other"


def test_an_accounts_comment_is_the_accounts_alone(article):
    anna, bella = (Reader.objects.create(display_name=name) for name in ("Anna", "Bella"))
    comment = post(article, reader=anna, browser="a")

    for author in (ANNA, Author(reader=bella, browser="a")):
        with pytest.raises(NotTheAuthor):
            edit_comment(comment, text="Other", author=author, now=SOON)
    edit_comment(comment, text="Other", author=Author(reader=anna, browser="z"), now=SOON)


@pytest.mark.parametrize("state", ["hidden", "rejected", "withdrawn", "spam"])
def test_what_was_decided_is_not_edited(comment, state):
    Comment.objects.update(state=state)

    with pytest.raises(NotChangeable):
        edit_comment(comment, text="Other", author=ANNA, now=SOON)


def test_comments_that_were_switched_off_are_not_edited(comment):
    Thread.objects.update(mode="off")

    with pytest.raises(NotChangeable):
        edit_comment(comment, text="Other", author=ANNA, now=SOON)


def test_bad_text_is_refused_as_when_posting(comment):
    with pytest.raises(TextRefused):
        edit_comment(comment, text=" ", author=ANNA, now=SOON)


def test_a_moderator_reads_the_new_words_first_where_the_thread_says_so(comment):
    Thread.objects.update(mode="pre")

    edited = edit_comment(comment, text="Other", author=ANNA, now=SOON)

    assert edited.state == stored(comment).state == "held"
    assert Thread.objects.get().visible_count == 0
    event = ModerationEvent.objects.latest("pk")
    assert (event.from_state, event.to_state, event.actor) == ("published", "held", None)
    assert event.reason.startswith("Edited by its author.")
    assert not list(find_drift())


def test_what_waits_keeps_waiting(article):
    Thread.objects.create(article=article, mode="pre")
    comment = post(article, browser="a")
    Thread.objects.update(mode="post")

    edited = edit_comment(comment, text="Other", author=ANNA, now=SOON)

    assert (edited.state, edited.text) == ("held", "Other")


def test_sanctions_bind_editing_as_they_bind_posting(comment):
    impose(comment, "premoderate", by=None, reason="Insults", now=NOW)
    edited = edit_comment(comment, text="Other", author=ANNA, now=SOON)
    impose(comment, "ban", by=None, reason="Insults", now=NOW)

    assert edited.state == "held"
    with pytest.raises(AuthorSanctioned):
        edit_comment(edited, text="Third", author=ANNA, now=SOON)


def test_an_edit_of_what_has_changed_meanwhile_is_refused_with_what_it_is_now(comment):
    edit_comment(comment, text="From the phone", author=ANNA, now=SOON)

    with pytest.raises(StaleEdit) as refusal:
        edit_comment(comment, text="From the desk", author=ANNA, now=SOON)

    assert refusal.value.comment.text == "From the phone"
    edit_comment(refusal.value.comment, text="From the desk", author=ANNA, now=SOON)
    assert CommentRevision.objects.count() == 2


def test_a_decision_meanwhile_ends_the_edit(comment):
    hide(comment, by=None)

    with pytest.raises(NotChangeable):
        edit_comment(comment, text="Other", author=ANNA, now=SOON)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.delete(),
        lambda rows: rows.update(text="Forged"),
        lambda rows: rows.update(number=9),
        lambda rows: rows.update(text="", replaced_at=NOW + timedelta(hours=1)),
    ],
    ids=["deleted", "other words", "another number", "erased and another time"],
)
def test_what_was_said_is_kept_as_it_was_said(comment, change):
    edit_comment(comment, text="Other", author=ANNA, now=SOON)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change(CommentRevision.objects.all())

    assert refusal.value.__cause__.diag.constraint_name == "comment_revision_append_only"

    assert CommentRevision.objects.get().text == "First words"


def test_its_words_can_be_erased(comment):
    edit_comment(comment, text="Other", author=ANNA, now=SOON)

    CommentRevision.objects.update(text="")

    assert CommentRevision.objects.get().text == ""


def test_words_are_replaced_after_they_were_written(comment):
    with pytest.raises(IntegrityError, match="comment_revision_replaced_after_writing"):
        CommentRevision.objects.create(
            comment=comment, number=1, text="A", written_at=SOON, replaced_at=NOW
        )


def test_a_revision_is_kept_once(comment):
    edit_comment(comment, text="Other", author=ANNA, now=SOON)

    with pytest.raises(IntegrityError, match="comment_revision_once_per_number"):
        CommentRevision.objects.create(
            comment=comment, number=1, text="A", written_at=NOW, replaced_at=SOON
        )


def test_an_editors_pick_was_of_other_words(comment):
    Comment.objects.update(picked_at=NOW)

    edit_comment(comment, text="Other", author=ANNA, now=SOON)

    assert stored(comment).picked_at is None


def test_rules_judge_the_new_words_as_if_they_were_posted(comment):
    rule = make_rule(name="Insults", entries="liar", action="hold")

    edited = edit_comment(comment, text="You liar", author=ANNA, now=SOON)

    assert edited.state == stored(comment).state == "held"
    signal = Signal.objects.get()
    assert (signal.rule, signal.revision_number) == (rule, 2)
    assert "Insults" in ModerationEvent.objects.latest("pk").reason


def test_what_a_rule_rejects_changes_nothing(comment):
    make_rule(name="Insults", entries="liar", action="reject")

    with pytest.raises(NotTaken):
        edit_comment(comment, text="You liar", author=ANNA, now=SOON)

    assert stored(comment).text == "First words"
    assert not CommentRevision.objects.exists()
