"""Sanctions and appeals in the admin: imposed, ended, answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.appealing import appeal
from comments.models import Appeal, Reader, Sanction, StatementOfReasons
from comments.moderation import remove
from comments.sanctions import impose
from newsportal.accounts.roles import Role
from tests.comments.conftest import stored
from tests.comments.posting import post
from tests.comments.statements import WHY
from tests.makers import make_staff

pytestmark = pytest.mark.django_db
IMPOSE = "/admin/comments/sanction/impose/"
BAN = {"kind": "ban", "lasts": "30", "where": "section", "rule": "insult", "reason": "Names."}


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def test_the_author_of_a_comment_is_banned_in_a_section(desk, article, moderator):
    comment = post(article, browser="a browser")
    address = f"{IMPOSE}?comment={comment.pk}&next=/admin/comments/comment/"
    page = desk.get(address).content.decode()
    assert f"In {article.section.name}" in page
    assert comment.text in page

    answer = desk.post(address, BAN)

    assert answer["Location"] == "/admin/comments/comment/"
    ban = Sanction.objects.get()
    assert (ban.kind, ban.section, ban.created_by) == ("ban", article.section, moderator)
    assert ban.until is not None
    assert timedelta(days=29) < ban.until - timezone.now() <= timedelta(days=30)
    assert ban.statement.rule == "It insults or bullies somebody"


@pytest.mark.parametrize(
    ("changed", "ends"), [({"kind": "warn"}, False), ({"lasts": "for_good"}, False), ({}, True)]
)
def test_a_warning_and_what_is_for_good_have_no_end(desk, changed, ends):
    reader = Reader.objects.create(display_name="Anna")

    desk.post(f"{IMPOSE}?reader={reader.pk}", BAN | {"where": "site"} | changed)

    assert bool(Sanction.objects.get().until) is ends


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": " "}, "Write a reason; its author reads it."),
        ({"kind": "mute", "lasts": "for_good"}, "A mute has an end"),
        ({"kind": "jail"}, "Select a valid choice"),
        ({"reason": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk, article, changed, words):
    comment = post(article, browser="a browser")

    answer = desk.post(f"{IMPOSE}?comment={comment.pk}", BAN | changed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert (BAN | changed)["reason"] in answer.content.decode()
    assert not Sanction.objects.exists()


def test_an_author_of_whom_nothing_is_known_is_not_sanctioned(desk, article):
    answer = desk.post(f"{IMPOSE}?comment={post(article).pk}", BAN)

    assert answer.status_code == 422
    assert "Nothing is known any more" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?comment=x", "?comment=999999", "?reader=0"])
def test_nobody_is_not_sanctioned(desk, query):
    assert desk.get(f"{IMPOSE}{query}").status_code == 404


def test_another_site_is_not_gone_on_with(desk):
    reader = Reader.objects.create(display_name="Anna")

    answer = desk.post(
        f"{IMPOSE}?reader={reader.pk}&next=https://example.org/", BAN | {"where": "site"}
    )

    assert answer["Location"] == "/admin/comments/sanction/"


def test_a_sanction_is_ended_and_no_longer_listed_as_in_force(desk, moderator):
    ban = impose(Reader.objects.create(display_name="Anna"), "ban", by=None, reason="Insults")
    listed = "/admin/comments/sanction/?in_force=yes"
    assert "Insults" in desk.get(listed).content.decode()
    assert "End it now" in desk.get(f"/admin/comments/sanction/{ban.pk}/change/").content.decode()

    answer = desk.post(f"/admin/comments/sanction/{ban.pk}/end/", follow=True)

    assert "Ended:" in answer.content.decode()
    assert Sanction.objects.get().ended_by == moderator
    assert "Insults" not in desk.get(listed).content.decode()
    again = desk.post(f"/admin/comments/sanction/{ban.pk}/end/", follow=True)
    assert "over already" in again.content.decode()


@pytest.fixture
def made(article, moderator):
    """An appeal against a removal by the moderator whose desk it is."""
    comment = remove(post(article), by=moderator, reason="Insults")
    statement = StatementOfReasons.objects.get(comment=comment)
    return appeal(statement, text=WHY, now=statement.created_at)


def test_whoever_decided_is_told_who_may_answer(desk, made):
    address = f"/admin/comments/appeal/{made.pk}/change/"
    alone = desk.get(address).content.decode()
    assert "Nobody else has the right to answer" in alone
    assert "Uphold" not in alone
    second = make_staff(Role.MODERATOR)

    assert f"It waits for {second}" in " ".join(desk.get(address).content.decode().split())
    answer = desk.post(
        f"/admin/comments/appeal/{made.pk}/answer/", {"words": "No", "do": "dismiss"}
    )
    assert answer.status_code == 422
    assert "somebody else must look at it" in answer.content.decode()
    assert Appeal.objects.get().decided_at is None


def test_another_moderator_answers(client, made):
    client.force_login(make_staff(Role.MODERATOR))
    assert WHY in client.get("/admin/").content.decode()
    address = f"/admin/comments/appeal/{made.pk}/answer/"
    refused = client.post(address, {"words": " ", "do": "uphold"})
    assert refused.status_code == 422
    assert "Write an answer" in refused.content.decode()

    answer = client.post(address, {"words": "You are right.", "do": "uphold"}, follow=True)

    assert "Upheld" in answer.content.decode()
    assert stored(made.statement.comment).state == "published"
    assert client.get(address).status_code == 405
    assert WHY not in client.get("/admin/").content.decode()
