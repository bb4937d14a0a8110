"""Opening and closing a thread, and the words for it."""

from datetime import time, timedelta

import pytest

from articles.models import Article
from comments.models import DiscussionRules, Thread
from comments.threads import locked_thread, set_thread
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditNote
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_article, make_edition, make_section

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_a_thread_is_made_on_first_need(article):
    assert not Thread.objects.exists()

    made = locked_thread(article.pk)

    assert (made.mode, made.visible_count) == ("post", 0)
    assert locked_thread(article.pk) == made


@pytest.mark.django_db(transaction=True)
def test_it_is_made_once_by_many():
    article = make_edition().article

    def make() -> Thread:
        return set_thread(article.pk, by=None, mode="pre", opens_at=None, closes_at=None)

    simultaneously([make] * 6)

    assert Thread.objects.get().version == 6


@pytest.mark.django_db
def test_settings_leave_the_counters_alone(article):
    stale = Thread.objects.create(article=article)
    post(article)

    thread = set_thread(stale.pk, by=None, mode="closed", opens_at=NOW, closes_at=NOW + HOUR)

    assert (thread.mode, thread.opens_at, thread.closes_at) == ("closed", NOW, NOW + HOUR)
    assert (thread.visible_count, thread.version) == (1, 2)


@pytest.mark.django_db
def test_days_and_hours_are_set_and_recorded(article):
    set_thread(
        article.pk,
        by=None,
        mode="",
        opens_at=None,
        closes_at=None,
        close_after=3,
        open_from=time(7),
        open_until=time(23),
    )

    thread = Thread.objects.get()
    assert (thread.mode, thread.close_after) == ("post", 3)
    assert (thread.open_from, thread.open_until) == (time(7), time(23))
    note = AuditNote.objects.get(act=Act.THREAD_SET)
    assert note.after == {"close_after": 3, "open_from": "07:00:00", "open_until": "23:00:00"}


@pytest.mark.django_db
def test_a_new_thread_has_the_mode_of_its_section(article):
    DiscussionRules.objects.create(section=article.section, mode="pre")
    other = make_edition().article

    assert [locked_thread(one.pk).mode for one in (article, other)] == ["pre", "post"]
    assert set_thread(article.pk, by=None, mode="", opens_at=None, closes_at=NOW).mode == "pre"


@pytest.mark.django_db
def test_the_section_is_that_in_which_readers_see_the_story(article):
    moved = make_section()
    DiscussionRules.objects.create(section=moved, mode="pre")
    Article.objects.filter(pk=article.pk).update(section=moved)
    unseen = make_article(section=moved)

    assert locked_thread(article.pk).mode == "post"
    assert locked_thread(unseen.pk).mode == "pre"
