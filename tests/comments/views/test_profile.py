"""A reader's profile: made on the first visit, theirs alone, and what can be chosen there."""

from datetime import timedelta

import pytest
from django.test import Client

from comments.models import Comment, NoticeChoice, Reader
from comments.profile import own
from comments.profile.naming import rename
from comments.profile.readers import reader_of
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.readers import make_reader, signed_in
from tests.comments.simultaneously import simultaneously
from tests.comments.views.forms import open_form, send
from tests.makers import make_user
from tests.refusals import refused_by

PROFILE = "/comments/profile/"
pytestmark = pytest.mark.django_db


def test_the_first_visit_makes_a_reader_who_shows_nothing_of_the_login():
    user = make_user(email="anna.smith@example.org", name="Anna Smith")
    browser = Client()
    browser.force_login(user)

    page = browser.get(PROFILE).content.decode()
    browser.get(PROFILE)

    reader = Reader.objects.get(user=user)
    assert reader.display_name.startswith("Reader ")
    assert reader.display_name in page
    assert "Smith" not in reader.display_name


def test_the_first_comment_makes_a_reader_who_is_called_as_they_sign(article):
    user = make_user()
    browser = Client()
    browser.force_login(user)

    send(browser, open_form(browser, article.pk), nickname="Anna", text="One")
    form = open_form(browser, article.pk)
    send(browser, form, nickname="Another", text="Two")

    reader = Reader.objects.get(user=user)
    assert reader.display_name == "Anna"
    assert {(row.reader, row.nickname) for row in Comment.objects.all()} == {
        (reader, "Anna"),
        (reader, "Another"),
    }
    assert form.values["nickname"] == "Anna"


def test_a_name_that_is_taken_names_nobody_else(article):
    rename(make_reader(), to="Anna")
    browser = Client()
    browser.force_login(make_user())

    refused = send(browser, open_form(browser, article.pk), nickname="ANNA", text="One")
    send(browser, open_form(browser, article.pk), nickname="Another", text="One")

    assert refused.status_code == 422
    comment = Comment.objects.get()
    assert comment.nickname == "Another"
    assert comment.reader.display_name.startswith("Reader ")


@pytest.mark.django_db(transaction=True)
def test_two_first_visits_make_one_reader():
    user = make_user()

    made = simultaneously([lambda: reader_of(user).pk] * 4)

    assert made == [Reader.objects.get().pk] * 4


@pytest.mark.parametrize("path", ["", "comments/", "notices/"])
def test_a_stranger_is_asked_to_sign_in(path):
    assert Client().get(f"{PROFILE}{path}").status_code == 302


def test_email_is_chosen_by_rhythm_and_kind():
    reader = make_reader()

    response = signed_in(reader).post(
        f"{PROFILE}notices/", {"rhythm": "daily", "kinds": ["reply", "decision"]}
    )

    assert response.status_code == 303
    choice = NoticeChoice.objects.get()
    assert (choice.reader, choice.rhythm) == (reader, "daily")
    assert set(choice.silent_kinds) == {"pick", "appeal", "report", "correction"}
    page = signed_in(reader).get(response["Location"]).content.decode()
    assert "Your choice is stored." in page
    assert page.count("checked") == 3


@pytest.mark.parametrize("sent", [{}, {"rhythm": "hourly"}, {"rhythm": "none", "kinds": ["likes"]}])
def test_what_is_no_choice_is_refused(sent):
    response = signed_in(make_reader()).post(f"{PROFILE}notices/", sent)

    assert response.status_code == 422
    assert "field__errors" in response.content.decode()
    assert not NoticeChoice.objects.exists()


def test_notice_choice_rhythm_known():
    with refused_by("notice_choice_rhythm_known"):
        NoticeChoice.objects.create(reader=make_reader(), rhythm="hourly")


def test_notice_choice_kinds_known():
    with refused_by("notice_choice_kinds_known"):
        NoticeChoice.objects.create(reader=make_reader(), silent_kinds=["likes"])


def test_own_comments_are_there_in_every_state(article):
    reader = make_reader()
    for state in Comment.State.values:
        comment = post(article, reader=reader, text=f"My {state} words")
        words = {"text": "", "body_html": ""} if state == "erased" else {}
        Comment.objects.filter(pk=comment.pk).update(
            state=state, state_reason="Rude", published_at=NOW, **words
        )
    post(article, text="Somebody else's words")

    page = signed_in(reader).get(f"{PROFILE}comments/").content.decode()

    shown = [state for state in Comment.State.values if f"My {state} words" in page]
    assert set(shown) == set(Comment.State.values) - {"erased"}
    assert "Its text was erased." in page
    assert "Somebody else" not in page
    assert page.count("see it among the others") == 1


def test_pages_of_own_comments_hold_each_once(article, monkeypatch):
    monkeypatch.setattr(own, "PAGE", 2)
    reader = make_reader()
    for number in range(5):
        post(article, reader=reader, now=NOW + timedelta(minutes=number // 2))

    seen, cursor = [], None
    while True:
        page = own.own_comments(reader.pk, before=cursor)
        seen += [comment.address for comment in page.rows]
        if (cursor := page.following) is None:
            break

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("count", [1, 15])
def test_own_comments_cost_the_same_however_many(article, count, django_assert_max_num_queries):
    reader = make_reader()
    for _ in range(count):
        post(article, reader=reader)
    browser = signed_in(reader)
    browser.get(f"{PROFILE}comments/")

    with django_assert_max_num_queries(6):
        browser.get(f"{PROFILE}comments/")
