"""The verdict of the rules: every reason is kept, the strongest decides, and none costs a comment."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, ModerationEvent, RecentText, Rule, Signal
from comments.refusals import NotTaken, ReadAgain
from comments.rules import Action, Sending, judge, rulebook
from comments.rules.text_checks import MOST_SPANS
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_comment, make_edition, make_rule, make_section

pytestmark = pytest.mark.django_db


def signals_of(comment):
    return [
        (one.rule and one.rule.name, one.action, one.words, one.spans)
        for one in Signal.objects.filter(comment=comment).order_by("pk")
    ]


def test_without_rules_a_comment_is_published_and_its_text_remembered(article):
    comment = post(article, text="You idiot", browser="anna")

    assert (comment.state, signals_of(comment)) == ("published", [])
    text = RecentText.objects.get()
    assert (text.comment, text.thread_key, text.created_at) == (comment, article.pk, NOW)
    assert text.author_key == comment.author_key


def test_a_rule_holds_with_the_words_that_matched(article):
    rule = make_rule(name="Insults")

    comment = post(article, text="An honest I D I O T.")

    assert comment.state == "held"
    assert signals_of(comment) == [("Insults", "hold", "Insults: On the list: “idiot”", [[10, 19]])]
    signal = Signal.objects.get()
    assert (signal.rule, signal.rule_version, signal.kind) == (rule, 1, "words")
    assert (signal.revision_number, signal.created_at) == (1, NOW)
    assert ModerationEvent.objects.get().reason == "Insults: On the list: “idiot”"


def test_all_that_fire_are_kept_and_the_strongest_decides(article):
    make_rule(name="Tone", entries="liar", action="nudge")
    make_rule(name="Insults")
    make_rule(name="Links", kind="links", amount=0)
    make_rule(name="Off", entries="you", is_on=False)

    comment = post(article, text="You idiot and liar: https://example.org")

    assert comment.state == "held"
    assert [(name, action) for name, action, _, _ in signals_of(comment)] == [
        ("Tone", "note"),
        ("Insults", "hold"),
        ("Links", "hold"),
    ]
    reason = ModerationEvent.objects.get().reason
    assert "Insults" in reason
    assert "1 links, 0 are allowed" in reason
    assert "Tone" not in reason


def test_a_rejection_stores_nothing_and_says_why(article):
    make_rule(action="reject", message="We do not print insults.")
    make_rule(name="Links", kind="links", amount=0)

    with pytest.raises(NotTaken) as refusal:
        post(article, text="You idiot: https://example.org")

    assert str(refusal.value).startswith("We do not print insults. Nothing was stored.")
    assert not Comment.objects.exists()
    assert not RecentText.objects.exists()


def test_a_nudge_asks_once_and_is_kept_when_the_author_goes_on(article):
    rule = make_rule(action="nudge")
    other = make_rule(name="Tone", action="nudge", entries="liar")

    with pytest.raises(ReadAgain) as asked:
        post(article, text="You idiot")
    assert asked.value.rules == (rule.pk,)
    assert "It holds “idiot”." in str(asked.value)
    comment = post(article, text="You idiot", sending=Sending(nudged=(rule.pk,)))
    with pytest.raises(ReadAgain) as again:
        post(article, text="You idiot and liar", sending=Sending(nudged=(rule.pk,)))

    assert again.value.rules == (other.pk,)
    assert comment.state == "published"
    assert [action for _, action, _, _ in signals_of(comment)] == ["nudge"]


def test_who_says_to_have_been_asked_is_held_all_the_same(article):
    rule = make_rule()

    assert post(article, text="You idiot", sending=Sending(nudged=(rule.pk,))).state == "held"


def test_a_form_that_is_sent_at_once_is_noted_only(article):
    quick = post(article, sending=Sending(age=timedelta(seconds=1)))
    slow = post(article, sending=Sending(age=timedelta(seconds=3)))

    assert quick.state == slow.state == "published"
    assert signals_of(slow) == []
    assert [(rule, action) for rule, action, _, _ in signals_of(quick)] == [(None, "note")]


def test_rules_hold_in_their_place_only(article):
    elsewhere = make_edition().article
    make_rule(name="Here", article=article)
    make_rule(name="Section", section=article.section)
    make_rule(name="Another section", section=make_section())

    here = post(article, text="You idiot")

    assert [name for name, *_ in signals_of(here)] == ["Here", "Section"]
    assert post(elsewhere, text="You idiot").state == (
        "held" if elsewhere.section == article.section else "published"
    )


def test_a_change_of_a_rule_counts_from_the_next_comment_on(article):
    rule = make_rule()
    assert post(article, text="You fool").state == "published"

    Rule.objects.filter(pk=rule.pk).update(entries="fool")
    assert post(article, text="You fool").state == "held"

    Rule.objects.filter(pk=rule.pk).update(is_on=False)
    assert post(article, text="You fool").state == "published"


def test_rules_are_compiled_once_for_each_state_of_them(article, monkeypatch):
    make_rule()
    made = []

    def read_rulebook():
        made.append(rulebook.read_rulebook())
        return made[-1]

    monkeypatch.setattr("comments.rules.judging.read_rulebook", read_rulebook)

    for _ in range(3):
        post(article)

    assert len(made) == 1


def test_judging_is_one_query_whatever_the_rules_are(article):
    make_rule()
    for kind, numbers in {
        "repeats": {"share": 80},
        "newcomers": {"amount": 1},
        "rate": {"amount": 1000, "minutes": 5},
        "heated": {"amount": 1000, "minutes": 5, "pause": 2},
        "rejections": {"amount": 5, "share": 50},
    }.items():
        make_rule(kind=kind, **numbers)
    first = post(article, browser="anna")
    unsaved = Comment(thread_id=article.pk, text="Hello", author_key=first.author_key)

    with CaptureQueriesContext(connection) as queries:
        judge(unsaved, now=NOW)

    assert len(queries) == 1


def test_a_rule_that_fails_is_passed_over(article, caplog, monkeypatch):
    make_rule()

    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("comments.rules.word_lists.WordList.find", fail)

    assert post(article, text="You idiot").state == "published"
    assert "is passed over" in caplog.text


def test_a_rule_that_can_not_be_carried_out_is_left_out(article, caplog):
    make_rule(kind="domains", entries="no site")
    make_rule()

    assert post(article, text="You idiot").state == "held"
    assert "is left out" in caplog.text


def test_an_edit_is_judged_by_its_words_and_not_as_one_more_comment(article):
    make_rule(name="Rate", kind="rate", amount=1, minutes=10, action="reject")
    make_rule(name="Repeats", kind="repeats", share=80)
    comment = post(article, text="A long enough text about the vote of last night.", browser="anna")

    assert judge(comment, now=NOW).action is Action.PUBLISH
    make_rule()
    comment.text = "You idiot"
    verdict = judge(comment, now=NOW + timedelta(minutes=1))
    assert verdict.action is Action.HOLD
    comment.revision_number = 2
    verdict.keep(comment, now=NOW)
    assert Signal.objects.get().revision_number == 2
    assert RecentText.objects.get().digest == verdict.likeness.digest


def test_the_longest_comment_keeps_a_bounded_number_of_places(article):
    make_rule()

    comment = post(article, text="idiot " * 800)

    assert len(Signal.objects.get(comment=comment).spans) == MOST_SPANS


def test_a_submission_sent_again_is_not_judged_again(article):
    submission = {"submission_id": uuid4(), "nickname": "Anna", "text": "You idiot"}
    first = post(article, **submission)
    make_rule(action="reject")

    assert post(article, **submission) == first


def test_a_stored_comment_is_never_compared_with_itself(article):
    make_rule(kind="repeats", share=80)
    comment = make_comment(text="A text that is long enough to be compared with others of the day.")

    assert judge(comment, now=NOW).action is Action.PUBLISH
