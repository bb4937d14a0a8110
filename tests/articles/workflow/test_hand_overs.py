"""Submit, take back, return, approve: who, when, of which text."""

import pytest

from articles import refusals
from articles.models import Article
from articles.publishing import publish, schedule, withdraw
from articles.rescheduling import cancel_scheduled
from articles.status import status_of
from articles.workflow import approve, send_back, submit, take_back
from newsportal.audit.acts import Act
from tests.articles.admin.stepping import change
from tests.articles.workflow.conftest import HOUR, NOW
from tests.records import recorded


def steps_of(article):
    return list(article.hand_overs.order_by("number").values_list("number", "kind", "is_standing"))


def test_a_story_goes_to_the_desk_and_back_and_is_approved(article, rita, edith):
    first = submit(article, by=rita, note=" Please check the numbers ")
    returned = send_back(article, by=edith, note="Who says so?")
    change(article, headline="As it is")
    second = submit(article, by=rita)
    approved = approve(article, by=edith, note="Good")

    assert (first.revision.number, first.note) == (1, "Please check the numbers")
    assert (returned.returned_to, returned.note) == (rita, "Who says so?")
    assert (second.revision.number, approved.revision.number) == (2, 2)
    assert steps_of(article) == [
        (1, "submit", False),
        (2, "return", False),
        (3, "submit", False),
        (4, "approve", True),
    ]
    assert status_of(article).is_approved


def test_every_step_is_recorded(article, rita, edith):
    submit(article, by=rita)
    take_back(article, by=rita)
    submit(article, by=rita)
    send_back(article, by=edith, note="Who says so?")
    submit(article, by=rita, note="The court does")
    approve(article, by=edith)

    entries = recorded()
    assert [entry.act for entry in entries] == [
        Act.ARTICLE_SUBMITTED,
        Act.ARTICLE_TAKEN_BACK,
        Act.ARTICLE_SUBMITTED,
        Act.ARTICLE_RETURNED,
        Act.ARTICLE_SUBMITTED,
        Act.ARTICLE_APPROVED,
    ]
    assert (entries[3].actor, entries[3].before) == ("Edith Editor", {"hand_over": "submit"})
    assert entries[4].after == {"version": 1, "note": "The court does", "due_at": None}


def test_what_was_typed_and_not_snapshotted_is_handed_over_too(article, rita):
    Article.objects.filter(pk=article.pk).update(headline="Typed")

    assert submit(article, by=rita).revision.snapshot["headline"] == "Typed"


def test_taking_back_makes_it_a_draft_again(article, rita, edith):
    submit(article, by=rita)
    with pytest.raises(refusals.SubmittedByAnother, match="Rita Reporter has submitted this"):
        take_back(article, by=edith)

    take_back(article, by=rita)

    assert status_of(article).word == "Draft"
    assert submit(article, by=rita).number == 3


@pytest.mark.parametrize("note", ["", " \n"])
def test_what_is_returned_says_why(article, rita, edith, note):
    submit(article, by=rita)

    with pytest.raises(refusals.NoteMissing, match="Write what is to be mended"):
        send_back(article, by=edith, note=note)

    assert status_of(article).is_submitted


def test_the_desk_gives_an_approved_text_back_too(article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)

    assert send_back(article, by=edith, note="The court has decided otherwise").number == 3


ACTS = {
    "take back": lambda article, by: take_back(article, by=by),
    "return": lambda article, by: send_back(article, by=by, note="Mend it"),
    "approve": lambda article, by: approve(article, by=by),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("state", ["draft", "returned", "published"])
def test_only_what_was_submitted_is_decided_about(article, rita, edith, state, act):
    if state != "draft":
        submit(article, by=rita)
    if state == "returned":
        send_back(article, by=edith, note="Mend it")
    if state == "published":
        publish(article, by=edith)

    with pytest.raises(refusals.NothingSubmitted, match="has to be submitted first"):
        act(article, rita)


def test_what_waits_already_is_not_submitted_again(article, rita, edith):
    submit(article, by=rita)
    with pytest.raises(refusals.SubmittedAlready, match="Rita Reporter has submitted"):
        submit(article, by=edith)
    approve(article, by=edith)
    for act in (submit, approve):
        with pytest.raises(refusals.ApprovedAlready, match="Edith Editor has approved this text"):
            act(article, by=rita)


def test_a_changed_text_is_approved_no_more_and_may_be_again(article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)
    change(article, headline="Changed since")

    assert not status_of(article).is_approved
    assert status_of(article).word == "Approved, changed since"
    assert approve(article, by=edith).revision.number == 2
    assert status_of(article).word == "Approved"


def test_the_time_by_which_it_is_needed_goes_with_it(clock, article, rita, edith):
    with pytest.raises(refusals.TimeIsPast):
        submit(article, by=rita, due_at=NOW)

    submit(article, by=rita, due_at=NOW + HOUR)

    assert approve(article, by=edith).due_at == NOW + HOUR
    assert send_back(article, by=edith, note="No").due_at is None


def test_an_edition_ends_what_the_article_waited_for(clock, article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)

    publish(article, by=edith)

    assert steps_of(article)[-1] == (2, "approve", False)
    assert status_of(article).word == "Live"


def test_a_cancelled_edition_leaves_the_article_where_it_was(clock, article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)
    schedule(article, by=edith, at=NOW + HOUR)
    assert status_of(article).word.startswith("Scheduled for")

    cancel_scheduled(article, by=edith)

    assert status_of(article).word == "Approved"


def test_a_cancelled_update_brings_no_old_approval_back(clock, article, rita, edith):
    submit(article, by=rita)
    approve(article, by=edith)
    publish(article, by=edith)
    clock.shift(HOUR)
    change(article, headline="What came later")
    schedule(article, by=edith, at=NOW + 2 * HOUR)

    cancel_scheduled(article, by=edith)

    assert status_of(article).word == "Live, changes not published"


def test_changes_of_a_live_article_take_the_same_way(clock, article, rita, edith):
    publish(article, by=edith)
    clock.shift(HOUR)
    change(article, headline="What came later")
    submit(article, by=rita)
    assert status_of(article).word == "Live, changes submitted"
    approve(article, by=edith)
    assert status_of(article).word == "Live, changes approved"
    schedule(article, by=edith, at=NOW + 2 * HOUR)
    change(article, headline="What came later still")
    assert status_of(article).word.endswith("14:00 (UTC), changed since")
    clock.shift(HOUR)
    assert status_of(article).word == "Live, changes not published"
    clock.shift(HOUR)
    withdraw(article, by=edith, reason="x")
    submit(article, by=rita)
    assert status_of(article).word == "Withdrawn, submitted"
