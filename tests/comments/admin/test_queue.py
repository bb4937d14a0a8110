"""The queue's pages without scripts: every act, what is refused, and all of one author."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from comments import moderation
from comments.models import Comment, ModerationEvent, StatementOfReasons, Thread, Waiting
from newsportal.accounts.roles import Role
from tests.comments.conftest import stored
from tests.comments.posting import post
from tests.comments.readers import make_reader
from tests.comments.reports import file_report
from tests.makers import make_staff

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/queue/"


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def held(article):
    Thread.objects.create(article=article, mode="pre")
    return post(article, text="Is <b>this</b> true?", browser="a browser")


def parsed(response) -> Any:
    return html.fromstring(response.content.decode())


def act(desk, do, comment, **typed):
    fields = {"comment": f"{comment.pk}:{comment.revision_number}", "do": do}
    return desk.post(f"{QUEUE}act/", fields | typed)


def test_a_card_shows_the_comment_escaped_with_its_article(desk, held, article):
    parent = post(article)
    Comment.objects.filter(pk=parent.pk).update(state="published", published_at=parent.created_at)
    post(article, parent=stored(parent), text="An answer")

    page = desk.get(QUEUE).content.decode()

    assert "Is &lt;b&gt;this&lt;/b&gt; true?" in page
    assert article.headline in page
    assert article.section.name in page
    assert "Nothing else is known of this author." in page
    assert "In reply to" in page
    assert Waiting.objects.filter(leased_by__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("known", "by_account", "offered"),
    [
        ({}, False, (False, False)),
        ({"browser": "a browser"}, False, (True, True)),
        ({}, True, (True, True)),
    ],
    ids=["nobody knows", "a browser", "an account"],
)
def test_what_concerns_an_author_is_offered_where_one_is_known(
    desk, article, known, by_account, offered
):
    reader = make_reader() if by_account else None
    comment = moderation.hide(post(article, reader=reader, **known), by=None)

    page = desk.get(QUEUE).content.decode()

    all_of_author = f"{QUEUE}author/{comment.pk}/"
    assert (all_of_author in page, "sanction/impose/?comment=" in page) == offered


def test_an_account_can_be_sanctioned_when_its_key_is_forgotten(desk, article):
    comment = moderation.hide(post(article, reader=make_reader()), by=None)
    Comment.objects.filter(pk=comment.pk).update(author_key="")

    page = desk.get(QUEUE).content.decode()

    assert f"{QUEUE}author/{comment.pk}/" not in page
    assert "sanction/impose/?comment=" in page


@pytest.mark.parametrize(
    ("do", "state"), [("approve", "published"), ("spam", "spam"), ("pick", "published")]
)
def test_a_held_comment_is_decided_with_one_press(desk, held, do, state):
    answer = act(desk, do, held)

    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    assert stored(held).state == state
    assert bool(stored(held).picked_at) is (do == "pick")
    assert not Waiting.objects.exists()


def test_a_published_comment_is_hidden_removed_or_kept(desk, article, moderator):
    reported = [post(article) for _ in range(3)]
    for comment in reported:
        file_report(comment)
    kept, hidden, removed = reported
    page = desk.get(QUEUE).content.decode()
    assert "Keep" in page
    assert "It insults or bullies somebody" in page

    act(desk, "approve", kept)
    act(desk, "hide", hidden)
    act(desk, "remove", removed, rule="insult", reason="You called names.")

    assert [stored(one).state for one in reported] == ["published", "hidden", "removed"]
    statement = StatementOfReasons.objects.get(comment=removed)
    assert (statement.explanation, statement.follows_notice) == ("You called names.", True)
    assert stored(removed).state_reason == "It insults or bullies somebody"
    assert list(Waiting.objects.values_list("comment", flat=True)) == [hidden.pk]


def test_a_held_comment_is_rejected_by_the_same_form(desk, held):
    act(desk, "remove", held, law="§ 185", reason="")

    assert stored(held).state == "rejected"
    assert StatementOfReasons.objects.get().law == "§ 185"


@pytest.mark.parametrize("rule", ["", "other", "made up"])
def test_a_reason_that_is_missing_is_asked_for(desk, held, rule):
    answer = act(desk, "remove", held, rule=rule, reason=" ", branch="on")

    page = parsed(answer)
    assert answer.status_code == 422
    assert "Write a reason" in page.xpath("//*[@role='alert']")[0].text_content()
    assert page.xpath("//details[@data-remove]")[0].get("open") is not None
    assert page.xpath("//input[@name='branch']")[0].get("checked") is not None
    assert stored(held).state == "held"


def test_what_a_colleague_has_decided_is_said_and_nothing_typed_is_lost(desk, article):
    seen = post(article)
    moderation.hide(stored(seen), by=None)

    answer = act(desk, "remove", seen, rule="insult", reason="You called names.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has decided" in page
    assert ">You called names.</textarea>" in page
    assert f'value="{seen.pk}:2"' in page


def test_a_lease_of_somebody_else_is_no_lock_and_the_revision_is_one(desk, held):
    colleague = Client()
    colleague.force_login(make_staff(Role.MODERATOR))
    colleague.get(QUEUE)

    assert act(desk, "approve", held).status_code == 302
    assert act(colleague, "approve", held).status_code == 409


def test_a_branch_is_removed_one_by_one(desk, article):
    head = post(article)
    answer = post(article, parent=head)
    below = post(article, parent=answer)
    other = post(article)

    page = desk.post(
        f"{QUEUE}act/",
        {"comment": f"{head.pk}:1", "do": "remove", "reason": "A quarrel", "branch": "on"},
        follow=True,
    )

    assert "With it 2 of 2 answers." in page.content.decode()
    assert [stored(one).state for one in (head, answer, below)] == ["removed"] * 3
    assert stored(other).state == "published"
    assert ModerationEvent.objects.filter(to_state="removed").count() == 3


def test_the_last_decision_is_undone_once(desk, held):
    act(desk, "approve", held)
    assert "Undo the last decision" in desk.get(QUEUE).content.decode()

    page = desk.post(f"{QUEUE}undo/", follow=True).content.decode()

    assert "Taken back" in page
    assert "Undo the last decision" not in page
    assert stored(held).state == "held"
    assert desk.post(f"{QUEUE}undo/").status_code == 302
    assert stored(held).state == "held"


def test_skipping_and_leaving(desk, held):
    act(desk, "skip", held)
    page = desk.get(QUEUE).content.decode()
    assert "You have skipped 1." in page
    assert "Nothing waits for you." in page

    desk.post(f"{QUEUE}hold/", {"do": "unskip"})
    page = parsed(desk.get(QUEUE))
    until = page.xpath("//moderation-queue/@data-until")[0]
    assert Waiting.objects.get().leased_by
    renewed = desk.post(f"{QUEUE}hold/", {"do": "renew"}).content.decode()
    assert renewed > until
    desk.post(f"{QUEUE}hold/", {"do": "leave", "until": until})
    assert Waiting.objects.get().leased_by
    assert desk.post(f"{QUEUE}hold/", {"do": "leave", "until": renewed}).status_code == 204
    assert Waiting.objects.get().leased_by is None
    assert desk.post(f"{QUEUE}hold/", {"do": "release"})["Location"] == "/admin/"


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "leave", "until": "soon"},
        {"do": "leave", "until": "2026-01-01"},
        {"do": "dance"},
        {},
    ],
)
def test_what_makes_no_sense_is_not_found(desk, sent):
    assert desk.post(f"{QUEUE}hold/", sent).status_code == 404


@pytest.mark.parametrize("named", ["", "x", "1", "1:x", "999999:1", f"{10**30}:1"])
def test_what_names_no_comment_is_not_found(desk, article, named):
    post(article)

    assert desk.post(f"{QUEUE}act/", {"comment": named, "do": "approve"}).status_code == 404


def test_all_comments_of_an_author_are_decided_at_once(desk, article):
    spam = [post(article, browser="spammer") for _ in range(3)]
    other = post(article, browser="another")
    address = f"{QUEUE}author/{spam[0].pk}/?span=day"
    page = parsed(desk.get(f"{QUEUE}author/{spam[0].pk}/"))
    assert page.xpath("//input[@name='comment']/@value") == [f"{spam[0].pk}:1"]

    # The posts of this test are of last year: the site's clock is asked, not theirs.
    listed = parsed(desk.get(address))
    assert listed.xpath("//strong[@aria-current]")[0].text == "24 hours"
    Comment.objects.filter(pk__in=[one.pk for one in spam]).update(state="hidden")
    waiting = parsed(desk.get(f"{QUEUE}author/{spam[0].pk}/"))
    named = waiting.xpath("//input[@name='comment'][@checked]/@value")
    assert len(named) == 3
    answer = desk.post("/admin/comments/comment/decide/mark_spam/", {"comment": named}, follow=True)

    assert "Mark as spam: 3 comments." in answer.content.decode()
    assert {stored(one).state for one in spam} == {"spam"}
    assert stored(other).state == "published"


def test_an_act_that_needs_no_right_of_a_stranger(client, outsider, held):
    for address in (QUEUE, f"{QUEUE}author/{held.pk}/"):
        assert client.get(address).status_code == 302
    client.force_login(outsider)
    for address in (QUEUE, f"{QUEUE}author/{held.pk}/"):
        assert client.get(address).status_code == 403
    for address in ("act/", "undo/", "hold/"):
        assert client.post(f"{QUEUE}{address}", {"do": "release"}).status_code == 403
    assert act(client, "approve", held).status_code == 403
    assert stored(held).state == "held"


def test_an_editor_decides_in_their_sections_alone(client, held, article):
    client.force_login(make_staff(Role.EDITOR, edits=(article.section,)))
    assert act(client, "approve", held).status_code == 302

    client.force_login(make_staff(Role.EDITOR))
    assert act(client, "hide", stored(held)).status_code in {403, 404}
    assert stored(held).state == "published"


def test_reading_decides_nothing(desk):
    for address in ("act/", "undo/", "hold/"):
        assert desk.get(f"{QUEUE}{address}").status_code == 405


@pytest.mark.parametrize("comments", [1, 10])
def test_a_screen_costs_the_same_however_much_it_shows(
    desk, article, comments, django_assert_max_num_queries
):
    Thread.objects.create(article=article, mode="pre")
    for number in range(comments):
        post(article, browser=f"browser {number}")
    desk.get(QUEUE)

    # Six for the cards, two to claim them and one to count, in a savepoint; the rest is who asks and how.
    with django_assert_max_num_queries(18):
        desk.get(QUEUE)
