"""Two colleagues who decide about one article at the same moment."""

from functools import partial

import pytest
from django.db import transaction

from articles import refusals
from articles.models import HandOver
from articles.workflow import approve, check_hand_over, send_back, submit
from tests.comments.simultaneously import simultaneously
from tests.makers import make_user


def test_who_decides_has_seen_the_last_hand_over(article, rita, edith):
    check_hand_over(article, 0)
    submit(article, by=rita)
    check_hand_over(article, 1)
    approve(article, by=edith)

    with pytest.raises(refusals.HandedOverMeanwhile, match="Approved meanwhile by Edith Editor"):
        check_hand_over(article, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_the_same_moment_one_is_told(article, rita, edith):
    submit(article, by=rita)
    other = make_user()

    def decide(act):
        with transaction.atomic():
            check_hand_over(article, 1)
            return act(article)

    acts = [partial(approve, by=edith), partial(send_back, by=other, note="No")]
    results = simultaneously([partial(decide, act) for act in acts])

    assert [type(one) for one in results if isinstance(one, Exception)] == [
        refusals.HandedOverMeanwhile
    ]
    assert article.hand_overs.count() == 2
    assert article.hand_overs.filter(is_standing=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_who_submit_at_the_same_moment_submit_once(article, rita):
    results = simultaneously([lambda: submit(article, by=rita)] * 8)

    assert len([one for one in results if isinstance(one, HandOver)]) == 1
    assert {type(one) for one in results} == {HandOver, refusals.SubmittedAlready}
