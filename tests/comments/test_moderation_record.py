"""Every act of moderation is one row of the record; what readers write is none."""

import pytest
from django.test import Client

from comments.models import Comment, Reader
from comments.moderation import DECISIONS, decide
from comments.refusals import DecisionRefused
from comments.threads import set_thread
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.articles.admin.pages import form_at
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_comment, make_staff, make_thread, make_user
from tests.records import acts, recorded

pytestmark = pytest.mark.django_db

ACTS = {
    "approve": Act.COMMENT_APPROVED,
    "hide": Act.COMMENT_HIDDEN,
    "remove": Act.COMMENT_REMOVED,
    "reject": Act.COMMENT_REJECTED,
    "restore": Act.COMMENT_RESTORED,
    "mark_spam": Act.COMMENT_MARKED_SPAM,
}


@pytest.fixture
def moderator():
    return make_staff(Role.MODERATOR, name="Mo Moderator")


@pytest.fixture
def browser(moderator):
    client = Client()
    client.force_login(moderator)
    return client


@pytest.fixture
def thread(moderator):
    """A thread whose article was published before the record was looked at."""
    thread = make_thread(visible_count=1)
    recorded()
    return thread


def since_publishing():
    return [entry for entry in recorded() if entry.kind != "article"]


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_is_recorded(thread, moderator, name):
    state = "hidden" if name == "approve" else min(DECISIONS[name].of)
    comment = make_comment(thread, state=state, text="What Anna wrote", nickname="Anna")

    decide(comment, name, by=moderator, reason="Off topic")

    (entry,) = since_publishing()
    assert (entry.act, entry.actor) == (ACTS[name], "Mo Moderator")
    assert (entry.kind, entry.object) == ("comment", f"Comment {comment.pk}")
    assert entry.before == {"state": state}
    assert entry.after == {"state": DECISIONS[name].to, "reason": "Off topic"}


def test_the_record_keeps_no_words_of_readers(thread, moderator):
    comment = make_comment(thread, text="What Anna wrote", nickname="Anna")

    decide(comment, "hide", by=moderator)

    (entry,) = since_publishing()
    assert "Anna" not in f"{entry.object} {entry.before} {entry.after}"


def test_a_refused_decision_is_not_recorded(thread, moderator):
    comment = make_comment(thread, state=Comment.State.SPAM)

    with pytest.raises(DecisionRefused):
        decide(comment, "hide", by=moderator)

    assert since_publishing() == []


def test_what_readers_post_is_no_act(article):
    before = acts()

    post(article, now=NOW)

    assert acts() == before


def test_closing_comments_is_recorded_and_closing_them_again_is_no_act(thread, moderator):
    for _ in range(2):
        set_thread(thread.pk, by=moderator, mode="closed", opens_at=None, closes_at=None)

    (entry,) = since_publishing()
    assert (entry.act, entry.kind) == (Act.THREAD_SET, "thread")
    assert (entry.before, entry.after) == ({"mode": "post"}, {"mode": "closed"})


@pytest.mark.parametrize("page", ["comments/thread", "articles/article"])
def test_comments_closed_in_the_admin_name_who_closed_them(thread, page):
    chief = make_staff(Role.CHIEF_EDITOR, name="Carla Chief")
    browser = Client()
    browser.force_login(chief)
    address = f"/admin/{page}/{thread.pk}/change/"
    field = "mode" if page == "comments/thread" else "thread-0-mode"

    answer = browser.post(address, form_at(browser, address) | {field: "closed"})

    assert answer.status_code == 302
    (entry,) = since_publishing()
    assert (entry.act, entry.actor) == (Act.THREAD_SET, "Carla Chief")


def test_a_changed_name_is_recorded(browser):
    reader = Reader.objects.create(display_name="Anna", user=make_user())
    address = f"/admin/comments/reader/{reader.pk}/change/"

    browser.post(address, {"display_name": "Anna of Minsk"})

    (entry,) = recorded()
    assert (entry.act, entry.object) == (Act.READER_CHANGED, f"Reader {reader.pk}")
    assert (entry.before, entry.after) == (None, {"name": "changed"})


def test_a_name_that_is_taken_is_not_given_again(browser):
    taken = Reader.objects.create(display_name="Ben", name_key="ben", user=make_user())
    reader = Reader.objects.create(display_name="Anna", user=make_user())

    browser.post(f"/admin/comments/reader/{reader.pk}/change/", {"display_name": "BEN"})

    assert set(Reader.objects.values_list("display_name", flat=True)) == {"Anna", "Ben"}
    assert Reader.objects.get(name_key="ben") == taken
    assert list(recorded()) == []


def test_a_reader_whom_a_superuser_adds_is_recorded():
    user = make_user()
    browser = Client()
    browser.force_login(make_staff(Role.SUPERUSER))
    sent = {"display_name": "Anna", "user": user.pk}

    browser.post("/admin/comments/reader/add/", sent)

    (entry,) = recorded()
    assert entry.act == Act.READER_ADDED
    assert entry.after == {"account": user.pk}
    assert Reader.objects.get().name_key == "anna"
