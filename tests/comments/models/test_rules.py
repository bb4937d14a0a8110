"""Rules, what they notice and what they were tried on: the rows that the database refuses."""

import pytest
from django.utils import timezone

from comments.models import BackTest, Comment, Rule, RuleVersion, Signal
from tests.makers import PUBLISHED_AT, make_article, make_comment, make_rule, make_section
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_rule_action_known():
    with refused_by("rule_action_known"):
        make_rule(action="ban")


def test_rule_name_not_empty():
    with refused_by("rule_name_not_empty"):
        make_rule(name=" ")


def test_rule_for_one_place():
    with refused_by("rule_for_one_place"):
        make_rule(section=make_section(), article=make_article())


@pytest.mark.parametrize(
    "numbers",
    [
        {"kind": "mood"},
        {"kind": "words", "entries": " \n"},
        {"kind": "domains", "entries": ""},
        {"kind": "links"},
        {"kind": "newcomers"},
        {"kind": "repeats", "share": 40},
        {"kind": "rate", "amount": 3},
        {"kind": "rate", "amount": 0, "minutes": 5},
        {"kind": "heated", "amount": 3, "minutes": 5},
        {"kind": "rejections", "amount": 3, "share": 101},
    ],
)
def test_rule_has_its_numbers(numbers):
    with refused_by("rule_has_its_numbers"):
        make_rule(**numbers)


def test_rule_version_once():
    rule = make_rule(name="Insults")
    fields = {"number": 1, "definition": {}, "made_at": timezone.now()}
    version = RuleVersion.objects.create(rule=rule, **fields)

    with refused_by("rule_version_once"):
        RuleVersion.objects.create(rule=rule, **fields)
    assert str(version) == "Insults, version 1"


def make_signal(**overrides):
    rule = make_rule()
    fields = {
        "comment": make_comment(),
        "revision_number": 1,
        "rule": rule,
        "rule_version": 1,
        "kind": rule.kind,
        "action": "hold",
        "words": "Insults: “idiot”",
        "created_at": PUBLISHED_AT,
    }
    return Signal.objects.create(**fields | overrides)


def test_signal_of_a_version():
    assert str(make_signal()) == "Insults: “idiot”"
    assert make_signal(rule=None, rule_version=None, kind=Signal.QUICK, action="note").pk
    with refused_by("signal_of_a_version"):
        make_signal(rule_version=None)


def test_signal_action_known():
    with refused_by("signal_action_known"):
        make_signal(action="ban")


def test_back_test_examines_what_there_is():
    fields = {"rule": make_rule(), "rule_version": 1, "asked_at": PUBLISHED_AT, "total": 2}
    assert BackTest.objects.create(examined=2, **fields).pk
    with refused_by("back_test_examines_what_there_is"):
        BackTest.objects.create(examined=3, **fields)


def test_signals_go_with_their_comment_and_rules_stay_with_their_signals():
    signal = make_signal()

    assert Rule.objects.filter(signals=signal).exists()
    Comment.objects.filter(pk=signal.comment_id).delete()
    assert not Signal.objects.exists()
