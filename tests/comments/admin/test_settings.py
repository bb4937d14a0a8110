"""Threads, readers and the record in the admin."""

from typing import Any

import pytest
from lxml import html

from articles.admin.article import ArticleAdmin
from comments import moderation
from comments.admin.thread import ThreadRow
from comments.models import ModerationEvent, Reader, Thread
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.comments.posting import post
from tests.makers import make_article, make_staff, make_user

pytestmark = pytest.mark.django_db
NO_TIMES = {"opens_at_0": "", "opens_at_1": "", "closes_at_0": "", "closes_at_1": ""}


@pytest.fixture
def superuser(db) -> User:
    return make_user(is_staff=True, is_superuser=True)


@pytest.fixture
def keeper(client):
    """The browser of somebody who may set threads and readers."""
    client.force_login(make_staff(Role.MODERATOR))
    return client


def test_a_thread_is_closed_without_touching_its_counters(keeper, article):
    post(article)
    address = f"/admin/comments/thread/{article.pk}/change/"
    hours = {"closes_at_0": "2026-12-24", "closes_at_1": "18:00"}

    response = keeper.post(address, NO_TIMES | hours | {"mode": "closed", "visible_count": "99"})

    assert response.status_code == 302
    thread = Thread.objects.get()
    assert (thread.mode, thread.visible_count, thread.version) == ("closed", 1, 2)
    assert thread.closes_at.isoformat() == "2026-12-24T18:00:00+00:00"


def test_a_thread_that_closes_before_it_opens_is_refused_in_words(keeper, article):
    Thread.objects.create(article=article)
    hours = {
        "opens_at_0": "2026-12-24",
        "opens_at_1": "18:00",
        "closes_at_0": "2026-12-24",
        "closes_at_1": "17:00",
    }

    page = keeper.post(f"/admin/comments/thread/{article.pk}/change/", hours | {"mode": "post"})

    assert "Comments must close after they open." in page.content.decode()
    assert Thread.objects.get().closes_at is None


def test_a_mode_can_be_set_before_anybody_comments(client, superuser, article):
    client.force_login(superuser)

    response = client.post(
        "/admin/comments/thread/add/", NO_TIMES | {"article": article.pk, "mode": "pre"}
    )

    assert response.status_code == 302
    assert Thread.objects.get(pk=article.pk).mode == "pre"


def test_threads_are_listed_and_never_deleted(client, superuser, article):
    post(article)
    client.force_login(superuser)

    assert article.headline in client.get("/admin/comments/thread/").content.decode()
    assert client.get(f"/admin/comments/thread/{article.pk}/delete/").status_code == 403


def article_form(client, article) -> dict[str, str]:
    """The article's form as the browser would send it back."""
    page: Any = html.fromstring(
        client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    )
    form = page.get_element_by_id("article_form")
    return {key: value or "" for key, value in form.fields.items() if key}


@pytest.mark.parametrize("mode", [None, "pre"])
def test_an_article_has_its_thread_on_its_own_form(client, superuser, mode):
    article = make_article()
    client.force_login(superuser)
    assert ThreadRow in ArticleAdmin.inlines
    form = article_form(client, article)
    if mode:
        form["thread-0-mode"] = mode

    response = client.post(f"/admin/articles/article/{article.pk}/change/", form)

    assert response.status_code == 302
    assert list(Thread.objects.values_list("pk", "mode")) == ([(article.pk, "pre")] if mode else [])


def test_the_articles_form_changes_a_thread_that_was_commented_on(client, superuser, article):
    post(article)
    client.force_login(superuser)
    form = article_form(client, article)
    post(article)

    client.post(f"/admin/articles/article/{article.pk}/change/", form | {"thread-0-mode": "closed"})

    thread = Thread.objects.get()
    assert (thread.mode, thread.visible_count) == ("closed", 2)


def test_a_readers_name_is_changed(keeper):
    reader = Reader.objects.create(user=make_user(), display_name="Anna")
    address = f"/admin/comments/reader/{reader.pk}/change/"

    response = keeper.post(address, {"display_name": "Anna of Minsk ", "user": ""})

    assert response.status_code == 302
    reader.refresh_from_db()
    assert reader.display_name == "Anna of Minsk"
    assert reader.user


def test_a_display_name_keeps_the_rules_of_nicknames(keeper):
    reader = Reader.objects.create(display_name="Anna")
    address = f"/admin/comments/reader/{reader.pk}/change/"

    page = keeper.post(address, {"display_name": "An\u202ena"}).content.decode()

    assert "invisible characters" in page
    assert Reader.objects.get().display_name == "Anna"


def test_a_reader_is_added_for_an_account_and_never_deleted(client, superuser):
    client.force_login(superuser)
    user = make_user()
    fields = {"display_name": "Anna", "user": user.pk}

    client.post("/admin/comments/reader/add/", fields)

    reader = Reader.objects.get(user=user)
    assert "Anna" in client.get("/admin/comments/reader/", {"q": "ann"}).content.decode()
    assert client.get(f"/admin/comments/reader/{reader.pk}/delete/").status_code == 403


def test_the_record_is_read_by_moderators_and_changed_by_nobody(client, superuser, article):
    moderation.remove(post(article), by=superuser, reason="Insults of Anna")
    client.force_login(superuser)
    event = ModerationEvent.objects.latest("pk")

    listed = client.get("/admin/comments/moderationevent/").content.decode()
    page = client.get(f"/admin/comments/moderationevent/{event.pk}/change/").content.decode()

    assert "Published → Removed, with a mark and a reason" in listed
    assert "Insults of Anna" in page
    assert 'name="reason"' not in page
    for way in (f"{event.pk}/delete/", "add/"):
        assert client.get(f"/admin/comments/moderationevent/{way}").status_code == 403


@pytest.mark.parametrize("model", ["thread", "reader", "moderationevent"])
def test_nothing_is_seen_without_the_right(client, model):
    client.force_login(make_user(is_staff=True))

    assert client.get(f"/admin/comments/{model}/").status_code == 403
