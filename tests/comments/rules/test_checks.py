"""Each kind of rule on the comments that it is for, and on those next to them."""

from datetime import timedelta

import pytest

from comments.models import Comment, RecentText, Signal
from comments.moderation import approve, reject
from comments.refusals import NotTaken, TooSoon
from comments.rules.hosts import Domains, links_in
from comments.rules.likeness import likeness_of
from comments.rules.marking import marked, marked_excerpt
from comments.rules.readings import Reading
from comments.rules.refusals import RuleBroken
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.reports import file_report
from tests.makers import make_edition, make_rule

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
SPEECH = (
    "Everybody should read what the ministry has published about the vote of last night. I have read "
    "it twice, and I still do not understand who counted what, and where, and when, and for whom."
)


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        (
            "see https://Example.org/a, and (http://b.example.com).",
            ["example.org", "b.example.com"],
        ),
        ("www.example.org", ["www.example.org"]),
        ("bit․ly/x", ["bit.ly"]),
        ("https://a.orghttps://b.org/", ["a.org", "b.org"]),
        ("https://bank.org@evil.org:8000/?x", ["evil.org"]),
        ("xn--e1afmkfd.xn--p1ai", ["пример.рф"]),
        ("e.g. 3.14 1.2.3.4 ... a..b .org", []),
        ("xn--\udcff.org", ["xn--\udcff.org"]),
    ],
)
def test_links_are_found_as_people_write_them(text, hosts):
    assert [link.host for link in links_in(text)] == hosts


def test_a_list_of_sites_holds_what_is_below_them():
    listed = Domains(["Example.com", "*.example.org", "www.example.net", ""])

    hosts = ["example.com", "a.b.example.com", "x.example.org", "example.net", "notexample.com"]
    assert [bool(listed.holding(host)) for host in hosts] == [True, True, True, True, False]


@pytest.mark.parametrize("line", ["https://example.com/", "example", "a b.com", "me@example.com"])
def test_a_line_that_names_no_site_is_refused(line):
    with pytest.raises(RuleBroken, match="Line 2"):
        Domains(["example.com", line])


def test_links_to_listed_sites_and_through_shorteners(article):
    make_rule(name="Sites", kind="domains", entries="evil.example")
    make_rule(name="Short", kind="shorteners", entries="s.example")

    comment = post(article, text="shop.evil.example and https://bit.ly/x and https://s.example/y")

    words = [signal.words for signal in comment.signals.order_by("pk")]
    assert words == ["Sites: Links to evil.example", "Short: Links to bit.ly, s.example"]
    assert comment.signals.get(words__startswith="Sites").spans == [[0, 17]]
    assert post(article, text="https://example.org/").state == "published"


def test_more_links_than_allowed(article):
    make_rule(kind="links", amount=1)

    assert post(article, text="https://a.org/ and e.g. b.org").state == "published"
    assert post(article, text="https://a.org/ www.b.org").state == "held"


def test_newcomers_until_a_person_has_approved_them(article, moderator):
    make_rule(kind="newcomers", amount=2)
    first, second = (post(article, browser="anna") for _ in range(2))
    assert {first.state, second.state} == {"held"}
    # What was published without a moderator's look proves nothing.
    Comment.objects.filter(pk=second.pk).update(state="published", published_at=NOW)
    approve(first, by=moderator)
    assert post(article, browser="anna").state == "held"

    third = Comment.objects.filter(state="held").get()
    approve(third, by=moderator)

    assert post(article, browser="anna").state == "published"
    assert post(article, browser="bella").state == "held"
    assert post(article).state == "held", "nothing is known of this author"


def test_the_same_text_again(article):
    rule = make_rule(kind="repeats", share=80)
    first = post(article, text=SPEECH, browser="anna")
    elsewhere = make_edition().article

    again = post(elsewhere, text=SPEECH.upper(), browser="bella", now=NOW + MINUTE)
    nearly = post(elsewhere, text=SPEECH.replace("last", "this"), now=NOW + MINUTE)
    later = post(elsewhere, text=SPEECH, now=NOW + timedelta(hours=25))
    other = post(article, text="The ministry has published nothing that everybody should read.")

    assert [one.state for one in (again, nearly, later, other)] == [
        "held",
        "held",
        "published",
        "published",
    ]
    assert again.signals.get(rule=rule).words == (
        f"Insults: The same text as comment {first.pk} of somebody else"
    )
    assert "% alike with comment" in nearly.signals.get().words


def test_short_texts_are_repeats_of_the_same_author_only(article):
    make_rule(kind="repeats", share=80)
    post(article, text="Well said!", browser="anna")

    assert post(article, text="Well said!", browser="bella").state == "published"
    assert post(article, text="WELL said", browser="anna").state == "held"
    assert post(article, text="👍", browser="anna").state == "published"


def test_one_hundred_per_cent_is_word_for_word(article):
    make_rule(kind="repeats", share=100)
    post(article, text=SPEECH)

    assert post(article, text=SPEECH.replace("last", "this")).state == "published"
    assert post(article, text=SPEECH).state == "held"


def test_texts_of_one_opinion_are_not_alike():
    mine, yours = (
        likeness_of(Reading(text).plain)
        for text in (
            SPEECH,
            "I read what the ministry wrote about the vote, and I do not believe it.",
        )
    )

    assert mine.share(yours.sketch) < 50
    assert mine.share(mine.sketch) == 100
    assert likeness_of("short").share(mine.sketch) == 0


def test_rate_of_an_author(article):
    make_rule(kind="rate", amount=2, minutes=10, action="reject")
    elsewhere = make_edition().article
    post(article, browser="anna")
    post(elsewhere, browser="anna", now=NOW + MINUTE)

    with pytest.raises(TooSoon) as refused:
        post(article, browser="anna", now=NOW + 2 * MINUTE)

    assert refused.value.seconds == 8 * 60
    assert "You wrote 2 comments within 10 minutes." in str(refused.value)
    assert post(article, browser="bella", now=NOW + 2 * MINUTE).state == "published"
    assert post(article, browser="anna", now=NOW + 10 * MINUTE).state == "published"


def test_a_heated_thread_slows_each_author_down_there(article):
    make_rule(kind="heated", amount=3, minutes=10, pause=2)
    elsewhere = make_edition().article
    for second in range(3):
        post(article, browser=f"other {second}", now=NOW + timedelta(seconds=second))
    first = post(article, browser="anna", now=NOW + MINUTE)
    soon = post(article, browser="anna", now=NOW + 2 * MINUTE)
    away = post(elsewhere, browser="anna", now=NOW + 2 * MINUTE)
    later = post(article, browser="anna", now=NOW + 4 * MINUTE)
    calm = post(article, browser="anna", now=NOW + 30 * MINUTE)

    assert [one.state for one in (first, soon, away, later, calm)] == [
        "published",
        "held",
        "published",
        "published",
        "published",
    ]


def test_readers_who_report_heat_a_thread_each_of_them_once(article):
    make_rule(kind="heated", amount=12, minutes=10, pause=5)
    first = post(article, browser="anna", now=NOW)
    bad = [post(article, now=NOW) for _ in range(2)]
    elsewhere = post(make_edition().article, now=NOW)
    for comment in bad:
        file_report(comment, reporter_key="one", created_at=NOW)
    file_report(elsewhere, created_at=NOW)
    file_report(bad[0], created_at=NOW, state="dismissed", decided_at=NOW)
    file_report(bad[0], created_at=NOW - 20 * MINUTE)

    one_reader = post(article, browser="anna", now=NOW + MINUTE)
    file_report(bad[0], created_at=NOW + MINUTE)
    two_readers = post(article, browser="anna", now=NOW + 2 * MINUTE)
    calm = post(article, browser="anna", now=NOW + 15 * MINUTE)

    states = [one.state for one in (first, one_reader, two_readers, calm)]
    assert states == ["published", "published", "held", "published"]
    told = Signal.objects.get(comment=two_readers).words
    assert told == "Insults: Heated: 4 comments and reports of 2 readers here within 10 minutes"


def test_authors_of_whose_comments_many_were_not_kept(article, moderator):
    rule = make_rule(kind="rejections", amount=2, share=50)
    rule.is_on = False
    rule.save()
    post(article, browser="anna")
    bad = post(article, browser="anna")
    Comment.objects.filter(pk=bad.pk).update(state="held")
    reject(Comment.objects.get(pk=bad.pk), by=moderator, reason="Insults")
    rule.is_on = True
    rule.save()

    assert post(article, browser="anna", now=NOW + MINUTE).state == "held"
    assert post(article, browser="anna", now=NOW + timedelta(days=31)).state == "published"
    assert post(article, browser="bella").state == "published"


def test_two_refusals_are_both_told_and_no_wait_is_promised(article):
    make_rule(kind="rate", amount=1, minutes=10, action="reject")
    make_rule(action="reject")
    post(article, browser="anna")

    with pytest.raises(NotTaken) as refused:
        post(article, text="You idiot", browser="anna", now=NOW + MINUTE)

    assert "You wrote 1 comment within 10 minutes. It holds “idiot”." in str(refused.value)


def test_nothing_of_the_author_is_compared_across_unknown_authors(article):
    make_rule(kind="rate", amount=1, minutes=10)

    assert [post(article).state for _ in range(3)] == ["published"] * 3
    assert RecentText.objects.filter(author_key="").count() == 3
    assert not Signal.objects.exists()


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "a &lt;b&gt; c"),
        ([[2, 5]], "a <mark>&lt;b&gt;</mark> c"),
        ([[2, 4], [3, 5], [6, 99]], "a <mark>&lt;b&gt;</mark> <mark>c</mark>"),
        ([[-3, 1], [5, 5], [50, 60]], "<mark>a</mark> &lt;b&gt; c"),
    ],
)
def test_places_are_marked_in_escaped_text(spans, shown):
    assert marked("a <b> c", spans) == shown


def test_an_excerpt_shows_what_stands_around_the_first_place():
    text = "x" * 500 + " idiot " + "y" * 500

    excerpt = marked_excerpt(text, [[501, 506]])

    assert "<mark>idiot</mark>" in excerpt
    assert excerpt.startswith("…x")
    assert excerpt.endswith("y…")
    assert len(excerpt) < 400
