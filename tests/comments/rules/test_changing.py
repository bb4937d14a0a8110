"""Writing rules: versions, the record of acts, and what is refused."""

import pytest

from comments.models import BackTest, Rule, RuleVersion
from comments.rules.changing import save_rule
from comments.rules.refusals import RuleBroken, RuleChanged, RuleUntried
from newsportal.accounts.rights import RightMissing
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW
from tests.records import recorded

pytestmark = pytest.mark.django_db


def written(**fields):
    return Rule(**{"name": "Insults", "kind": "words", "entries": "idiot"} | fields)


def test_a_new_rule_is_its_first_version_and_off(moderator):
    rule = save_rule(written(), by=moderator)

    assert (rule.version, rule.is_on) == (1, False)
    version = RuleVersion.objects.get()
    assert (version.number, version.made_by) == (1, moderator)
    assert version.definition["entries"] == "idiot"
    (row,) = [entry for entry in recorded() if entry.act == Act.RULE_ADDED]
    assert (row.object, row.before, row.after["version"]) == ("Insults", None, 1)


def test_every_change_is_a_version_and_switching_is_none(moderator):
    rule = save_rule(written(), by=moderator)
    rule.entries = "idiot\nfool"
    rule = save_rule(rule, by=moderator)
    rule.is_on = True
    rule = save_rule(rule, by=moderator, untried=True)

    assert rule.version == 2
    assert list(RuleVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    changed, switched = [entry for entry in recorded() if entry.act == Act.RULE_CHANGED]
    assert changed.before == {"entries": "idiot", "version": 1}
    assert (switched.before, switched.after) == ({"is_on": False}, {"is_on": True})


def test_what_was_never_tried_is_not_switched_on(moderator):
    rule = save_rule(written(), by=moderator)
    tried = {"rule": rule, "asked_at": NOW, "total": 0, "finished_at": NOW}
    rule.is_on = True

    with pytest.raises(RuleUntried):
        save_rule(rule, by=moderator)
    BackTest.objects.create(rule_version=rule.version, **tried)
    rule = save_rule(rule, by=moderator)
    assert Rule.objects.get().is_on
    rule.entries = "fool"
    assert save_rule(rule, by=moderator).version == 2, "one that is on may grow"
    rule.is_on = False
    save_rule(rule, by=moderator)
    rule.is_on = True
    with pytest.raises(RuleUntried):
        save_rule(rule, by=moderator)


def test_two_moderators_do_not_overwrite_each_other(moderator):
    save_rule(written(), by=moderator)
    mine, theirs = Rule.objects.get(), Rule.objects.get()
    theirs.entries = "fool"
    save_rule(theirs, by=moderator)

    mine.entries = "liar"
    with pytest.raises(RuleChanged):
        save_rule(mine, by=moderator)
    assert Rule.objects.get().entries == "fool"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"entries": "idiot\nx"}, "Line 2, “x”"),
        ({"entries": "idiot\n\n..."}, "Line 3, “...”"),
        ({"entries": "a" * 101}, "Line 1 is longer"),
        ({"entries": "\n".join(["idiot"] * 10_001)}, "10,000 lines"),
        ({"entries": "idiot" * 60_001}, "300,000 characters"),
        ({"kind": "domains", "entries": "example.com\nhttps://example.org/"}, "Line 2"),
        ({"kind": "rate", "amount": 3}, "number is missing"),
    ],
)
def test_a_rule_that_can_not_work_is_refused_with_its_line(moderator, fields, words):
    with pytest.raises(RuleBroken, match=words):
        save_rule(written(**fields), by=moderator)

    assert not Rule.objects.exists()


def test_only_those_whom_the_table_names_write_rules(outsider):
    with pytest.raises(RightMissing):
        save_rule(written(), by=outsider)
