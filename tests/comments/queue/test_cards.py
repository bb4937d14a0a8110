"""What a moderator sees of what waits."""

from datetime import timedelta

import pytest

from comments.models import Comment, Signal
from comments.moderation import decide
from comments.queue.authors import branch_below, comments_of
from comments.queue.cards import cards_of, marked
from comments.sanctions import impose
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.reports import file_report

pytestmark = pytest.mark.django_db
BROWSER = "a browser"
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([], "a &lt;b&gt; c"),
        ([[0, 1]], "<mark>a</mark> &lt;b&gt; c"),
        ([[2, 5], [3, 7]], "a <mark>&lt;b&gt; c</mark>"),
        ([[3, 3], [9, 12], [-4, 1]], "<mark>a</mark> &lt;b&gt; c"),
    ],
)
def test_matched_words_are_marked_and_all_is_escaped(spans, html):
    assert marked("a <b> c", spans) == html


def test_a_card_has_the_record_of_its_author(article, moderator):
    first = post(article, browser=BROWSER)
    (card,) = cards_of([first.pk], now=NOW)
    assert card.record.is_first
    decide(post(article, browser=BROWSER), "remove", by=moderator, reason="Insults")
    decide(post(article, browser=BROWSER), "mark_spam", by=moderator)
    post(article, browser=BROWSER, now=NOW + DAY)
    ban = impose(first, "ban", by=moderator, reason="Insults", now=NOW)

    (card,) = cards_of([first.pk], now=NOW)

    record = card.record
    assert not record.is_first
    assert (record.published, record.removed, record.rejected, record.spam) == (2, 1, 0, 1)
    assert record.sanctions == [ban]


def test_a_card_of_somebody_unknown_has_no_record(article):
    (card,) = cards_of([post(article).pk], now=NOW)

    assert not card.record.is_known


def test_a_card_shows_signals_of_the_words_that_are_there_and_reports(article):
    comment = post(article, text="A bad word.")
    for number, words in ((1, "Earlier words"), (2, "A bad word")):
        Signal.objects.create(
            comment=comment,
            revision_number=number,
            kind="words",
            action="hold",
            words=words,
            spans=[[2, 5]],
            created_at=NOW,
        )
    report = file_report(comment)
    Comment.objects.update(revision_number=3)

    (card,) = cards_of([comment.pk], now=NOW)

    assert [one.words for one in card.signals] == ["A bad word"]
    assert card.text == "A <mark>bad</mark> word."
    assert card.reports == [report]
    assert card.version == f"{comment.pk}:3"


def test_the_cards_cost_six_queries_however_many(article, django_assert_num_queries):
    comments = [post(article, browser=f"browser {number}") for number in range(10)]

    for some in (comments[:1], comments):
        with django_assert_num_queries(6):
            cards = cards_of([one.pk for one in some], now=NOW)
            assert [card.comment.thread.article.section.name for card in cards]


def test_all_comments_of_an_author_are_found(article):
    old = post(article, browser=BROWSER, now=NOW)
    week = post(article, browser=BROWSER, now=NOW + 6 * DAY)
    new = post(article, browser=BROWSER, now=NOW + 8 * DAY)
    other = post(article, browser="another", now=NOW + 8 * DAY)
    Comment.objects.filter(pk=old.pk).update(state="hidden")

    def found(comment, span):
        return [one.pk for one in comments_of(comment, span=span, now=NOW + 8 * DAY)]

    assert found(new, "waiting") == [new.pk, old.pk]
    assert found(new, "day") == [new.pk]
    assert found(new, "week") == [new.pk, week.pk]
    assert found(other, "week") == [other.pk]
    assert found(post(article), "nonsense") == [Comment.objects.latest("pk").pk]


def test_a_branch_is_all_that_answers_a_comment(article):
    head = post(article)
    answer = post(article, parent=head)
    below = post(article, parent=answer)
    post(article)

    assert [one.pk for one in branch_below(head)] == [answer.pk, below.pk]
    assert [one.pk for one in branch_below(answer)] == [below.pk]
