"""The figures of a newsroom, against counts made by hand of what really happened."""

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from comments import moderation
from comments.appealing import appeal, decide_appeal
from comments.authorship import Author
from comments.models import Comment, Rule, StatementOfReasons, Thread
from comments.reporting import settle_reports
from comments.withdrawing import withdraw
from newsportal.accounts.roles import Role
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.readers import make_reader
from tests.comments.reports import file_report
from tests.makers import make_comment, make_edition, make_rule, make_staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
WHY = "I quoted the minister word for word."


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(NOW + DAY, tick=False):
        yield


def printed(*options) -> str:
    said = StringIO()
    call_command("comment_stats", *options, stdout=said)
    return said.getvalue()


def counted(*options):
    return json.loads(printed("--json", *options))


def held(article, **overrides) -> Comment:
    """What waits because of its thread alone."""
    thread, _ = Thread.objects.get_or_create(article=article)
    Thread.objects.filter(pk=thread.pk).update(mode=Thread.Mode.PRE_MODERATED)
    comment = post(article, **overrides)
    Thread.objects.filter(pk=thread.pk).update(mode=Thread.Mode.POST_MODERATED)
    return comment


def test_comments_count_by_what_became_of_them(article, moderator):
    post(article, browser="a"), post(article)
    moderation.reject(held(article), by=moderator, reason="Insults")
    moderation.approve(held(article), by=moderator)
    held(article)
    moderation.remove(post(article), by=moderator, reason="Insults")
    moderation.mark_spam(post(article), by=moderator)
    undone = moderation.remove(post(article), by=moderator, reason="Insults")
    moderation.undo(undone, by=moderator)
    withdraw(post(article, browser="b"), author=Author(browser="b"), now=NOW)
    Comment.objects.filter(text="Text").update(recommended=3)
    published = Comment.objects.published()
    published.filter(pk=published.earliest("pk").pk).update(picked_at=NOW, recommended=4)
    published.filter(pk=published.latest("pk").pk).update(recommended=3)

    written = counted()["written"]

    assert written == {
        "total": 9,
        "picked": 1,
        "recommended": 7,
        "by_state": {
            "published": 4, "rejected": 1, "held": 1, "removed": 1, "spam": 1, "withdrawn": 1
        },
        "waited": 3,
        "waited_without_rule": 3,
        "refused": 3,
    }  # fmt: skip


def test_a_span_begins_with_its_first_instant_and_ends_before_its_last(article):
    for at in (NOW - MINUTE, NOW, NOW + MINUTE):
        post(article, now=at)
    make_comment(Thread.objects.get(), created_at=NOW, time_is_known=False)

    span = "--from", NOW.isoformat(), "--until", (NOW + MINUTE).isoformat()

    assert counted(*span)["written"]["total"] == 1
    assert counted("--from", "2025-11-22", "--until", "2025-11-22")["written"]["total"] == 3
    assert counted()["written"]["total"] == 3


def test_rules_are_told_apart_by_what_they_met_and_what_came_of_it(article, moderator):
    make_rule(name="Insults")
    make_rule(name="Links", kind=Rule.Kind.LINKS, action=Rule.Action.HOLD, amount=0)
    both = post(article, text="idiot https://example.org/", browser="a")
    post(article, text="https://example.org/", browser="b")
    moderation.reject(both, by=moderator, reason="Insults")
    post(article, text="A nice day", browser="c")

    figures = counted()

    rules = [
        tuple(rule[name] for name in ("name", "met", "held", "refused"))
        for rule in figures["rules"]
    ]
    assert rules == [("Links", 2, 2, 1), ("Insults", 1, 1, 1)]
    assert figures["written"]["waited"] == 2
    assert figures["written"]["waited_without_rule"] == 0


def test_decisions_are_those_of_people_and_wait_from_when_the_comment_did(article, moderator):
    for minutes in (1, 2, 3, 4, 10):
        moderation.approve(held(article), by=moderator, now=NOW + minutes * MINUTE)
    shown = post(article)
    hidden = moderation.hide(shown, by=None, now=NOW + MINUTE)
    removed = moderation.remove(hidden, by=moderator, reason="No", now=NOW + 7 * MINUTE)
    moderation.restore(removed, by=moderator, now=NOW + 60 * MINUTE)

    decisions = counted()["decisions"]

    assert decisions["by_outcome"] == {"published": 6, "removed": 1}
    # Waits of 1, 2, 3, 4, 6 and 10 minutes.
    assert decisions["waits"] == {"median": 3.5 * 60, "nine_of_ten": 8 * 60}


def test_a_decision_counts_when_it_is_made(article, moderator):
    moderation.approve(held(article), by=moderator, now=NOW + 3 * MINUTE)

    figures = counted("--from", (NOW + MINUTE).isoformat())

    assert figures["written"]["total"] == 0
    assert figures["decisions"]["by_outcome"] == {"published": 1}
    assert figures["decisions"]["waits"]["median"] == 180


def test_reports_count_by_lane_and_rule(article, moderator):
    insult, other, crime = post(article), post(article), post(article)
    file_report(insult), file_report(insult, rule="hate"), file_report(other)
    file_report(crime, lane="illegal")
    settle_reports(insult, upheld=True, by=moderator, now=NOW + MINUTE)
    settle_reports(other, upheld=False, by=moderator, now=NOW + 3 * MINUTE)

    reports = counted()["reports"]

    assert [(one["lane"], one["rule"]) for one in reports] == [
        ("illegal", ""), ("rules", "hate"), ("rules", "insult"),
    ]  # fmt: skip
    names = ("made", "upheld", "dismissed", "moot", "open")
    assert [tuple(one["settled"][name] for name in names) for one in reports] == [
        (1, 0, 0, 0, 1), (1, 1, 0, 0, 0), (2, 1, 1, 0, 0),
    ]  # fmt: skip
    assert reports[2]["settled"]["waits"]["median"] == 120


def test_appeals_count_by_their_answer(article, moderator):
    other = make_staff(Role.MODERATOR)
    for number in range(3):
        removed = moderation.remove(post(article), by=moderator, reason="No", now=NOW)
        statement = StatementOfReasons.objects.get(comment=removed)
        made = appeal(statement, text=WHY, now=NOW)
        if number < 2:
            at = NOW + (number + 1) * MINUTE
            decide_appeal(made, is_upheld=not number, by=other, words="Looked again.", now=at)

    appeals = counted()["appeals"]

    waits = appeals.pop("waits")
    assert appeals == {"made": 3, "upheld": 1, "dismissed": 1, "open": 1, "moot": 0}
    assert waits == {"median": 90, "nine_of_ten": pytest.approx(114)}


def test_writers_are_accounts_and_browsers():
    article = make_edition(at=NOW - 50 * DAY).article
    anna = make_reader("Anna")
    post(article, browser="old", now=NOW - 40 * DAY)
    post(article, reader=make_reader("Ben"), now=NOW - 40 * DAY)
    post(article, reader=anna, browser="a"), post(article, reader=anna, browser="b")
    post(article, browser="a"), post(article, browser="old")
    post(article)

    writers = counted()["writers"]

    assert writers == {
        "total": 3, "new": 2, "comments": 4, "most_active": 1, "comments_of_most_active": 2
    }  # fmt: skip


def test_the_most_active_of_many_are_one_in_a_hundred(article):
    thread = Thread.objects.create(article=article)
    for number in range(150):
        for _ in range(3 if number < 2 else 1):
            make_comment(thread, author_key=f"{number:032}", created_at=NOW)

    writers = counted()["writers"]

    assert (writers["total"], writers["comments"]) == (150, 154)
    assert (writers["most_active"], writers["comments_of_most_active"]) == (2, 6)


def test_stories_stand_in_one_order(article):
    busy, other = make_edition().article, make_edition().article
    for _ in range(2):
        post(busy)
    held(busy)
    post(other), post(article)

    stories = counted()["stories"]

    assert [(one["article"], one["comments"]) for one in stories] == [
        (busy.pk, 2), (article.pk, 1), (other.pk, 1),
    ]  # fmt: skip
    assert stories[0]["address"] == busy.editions.get().path


def test_a_section_has_figures_of_its_own(article, moderator):
    other = make_edition().article
    for story in (article, other):
        file_report(post(story, reader=make_reader(f"Anna {story.pk}")))
        removed = moderation.remove(post(story), by=moderator, reason="No", now=NOW)
        appeal(StatementOfReasons.objects.get(comment=removed), text=WHY, now=NOW)

    figures = counted("--section", article.section.slug)

    assert figures["section"] == article.section.slug
    assert figures["written"]["total"] == 2
    assert figures["decisions"]["by_outcome"] == {"removed": 1}
    assert [one["settled"]["made"] for one in figures["reports"]] == [1]
    assert figures["appeals"]["made"] == figures["writers"]["total"] == 1
    assert [one["article"] for one in figures["stories"]] == [article.pk]


def test_people_read_words_and_no_names(article, moderator):
    make_rule(name="Rude words")
    anna = make_reader("Anna Writer")
    rude = post(article, reader=anna, nickname="Anna Writer", text="You idiot")
    moderation.approve(rude, by=moderator, now=NOW + 90 * MINUTE)
    file_report(rude, rule="hate", reader=anna)
    removed = moderation.remove(
        Comment.objects.get(), by=moderator, reason="No", now=NOW + 91 * MINUTE
    )
    made = appeal(StatementOfReasons.objects.get(comment=removed), text=WHY, now=NOW)
    decide_appeal(made, is_upheld=True, by=make_staff(Role.MODERATOR), words="Right.", now=NOW)

    page = printed("--section", article.section.slug)

    for line in (
        f"Comments in {article.section.name} from 24 October 2025",
        "        1           comments\n",
        "        1  100.0 %    published\n",
        "  Rude words\n",
        "what waited: half within 1 h 30 min, nine of ten within 1 h 30 min\n",
        "  It attacks people for what they are: origin, belief, sex, disability\n",
        "        1  100.0 %    upheld\n",
        "of the most active 1 % (1)\n",
        f"{article.headline} ({article.editions.get().path})\n",
    ):
        assert line in page
    for secret in ("Anna", "idiot", WHY, rude.author_key, moderator.email):
        assert secret not in page
        assert secret not in printed("--json")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ((), 1, "Nothing was written, decided or reported from 24 October 2025"),
        (("--from", "2025-11-23", "--until", "2025-11-20"), 2, "ends before it begins"),
        (("--section", "nowhere"), 2, "no section nowhere. Choose one of: section-"),
        (("--from", "yesterday"), 1, "is no day and no time"),
    ],
)
def test_what_can_not_be_counted_says_what_to_do(article, options, code, words):
    with pytest.raises(CommandError, match=words) as refusal:
        printed(*options)
    assert refusal.value.returncode == code


def test_all_is_asked_at_once(article, django_assert_num_queries):
    post(article)
    with django_assert_num_queries(1):
        printed()
    for _ in range(5):
        post(article)
    with django_assert_num_queries(1):
        printed()
