"""The rules of hand-overs as the database has them."""

import pytest

from articles.editing import record_revision
from articles.models import Article, HandOver
from articles.workflow import submit
from tests.makers import PUBLISHED_AT, make_article, make_edition, make_user
from tests.refusals import refused_by


@pytest.fixture
def article(db) -> Article:
    made = make_article(created_by=make_user())
    record_revision(made, by=made.created_by)
    return made


def hand_over(article, **overrides):
    fields = {
        "article": article,
        "number": 1,
        "kind": "submit",
        "revision": article.revisions.get(),
        "created_at": PUBLISHED_AT,
        "created_by": article.created_by,
    }
    return HandOver.objects.create(**fields | overrides)


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("hand_over_number_from_one", {"number": 0}),
        ("hand_over_kind_known", {"kind": "spike"}),
        ("hand_over_return_says_why", {"kind": "return", "note": " "}),
        ("hand_over_due_while_on_its_way", {"kind": "take_back", "due_at": PUBLISHED_AT}),
        ("hand_over_taken_back_waits_for_nobody", {"kind": "take_back"}),
    ],
)
def test_the_database_refuses_a_hand_over_that_means_nothing(article, rule, bad):
    if rule == "hand_over_due_while_on_its_way":
        bad = bad | {"is_standing": False}
    if rule == "hand_over_return_says_why":
        bad = bad | {"returned_to": article.created_by}
    with refused_by(rule):
        hand_over(article, **bad)


def test_only_a_return_goes_to_one_person(article):
    with refused_by("hand_over_only_returned_to_somebody"):
        hand_over(article, returned_to=article.created_by)
    with refused_by("hand_over_return_says_why"):
        hand_over(article, kind="return", note="Mend it")


def test_one_hand_over_stands_and_each_has_its_number(article):
    hand_over(article)
    with refused_by("hand_over_one_stands"):
        hand_over(article, number=2)
    with refused_by("hand_over_number_unique"):
        hand_over(article, is_standing=False)


def test_a_hand_over_is_of_a_text_of_its_article(article):
    with refused_by("hand_over_revision_of_same_article"):
        hand_over(article, revision=make_edition().revision)


def test_a_hand_over_never_changes(article):
    made = hand_over(article)
    with refused_by("hand_over_is_immutable"):
        HandOver.objects.filter(pk=made.pk).update(note="Never said")


def test_a_deleted_draft_takes_its_hand_overs_along(article):
    submit(article, by=article.created_by)

    article.delete()

    assert not HandOver.objects.exists()
