"""What sections say about comments, as the newsroom sets it and reads it."""

from datetime import time
from typing import Any

import pytest
from django.test import Client
from lxml import html

from comments.models import DiscussionRules, Thread
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.makers import make_edition, make_section, make_staff
from tests.records import recorded

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/discussionrules/"
ADD = f"{LIST}add/"
TYPED = {"mode": "pre", "close_after": "14", "open_from": "07:00", "open_until": "23:00"}
IN_WORDS = (
    "Comments on the stories of Politics close 14 days after first publication and are open daily "
    "from 07:00 to 23:00 (UTC). Where nobody has commented yet: moderated before they are shown."
)
TIMES = {f"{name}_{part}": "" for name in ("opens_at", "closes_at") for part in (0, 1)}


@pytest.fixture
def section(db):
    return make_section(name="Politics")


@pytest.fixture
def browser(db):
    """A moderator's."""
    browser = Client()
    browser.force_login(make_staff(Role.MODERATOR))
    return browser


def change(section):
    return f"{LIST}{section.pk}/change/"


def text_of(response):
    page: Any = html.fromstring(response.content.decode())
    return " ".join(page.text_content().split())


def test_rules_are_set_recorded_and_said_in_words(browser, section):
    response = browser.post(ADD, TYPED | {"section": section.pk})

    assert response.status_code == 302
    rules = DiscussionRules.objects.get()
    assert (rules.mode, rules.close_after) == ("pre", 14)
    assert (rules.open_from, rules.open_until) == (time(7), time(23))
    (entry,) = recorded()
    assert (entry.act, entry.object) == (Act.DISCUSSION_RULES_SET, "Comments in Politics")
    assert entry.before["close_after"] is None
    assert entry.after == {
        "mode": "pre",
        "close_after": 14,
        "open_from": "07:00:00",
        "open_until": "23:00:00",
    }
    assert IN_WORDS in text_of(browser.get(LIST))
    assert IN_WORDS in text_of(browser.get(change(section)))


def test_what_does_not_change_is_no_act(browser, section):
    browser.post(ADD, TYPED | {"section": section.pk})

    assert browser.post(change(section), TYPED).status_code == 302
    assert browser.post(change(section), TYPED | {"close_after": ""}).status_code == 302

    assert [entry.after for entry in recorded()[1:]] == [{"close_after": None}]
    assert "Comments on the stories of Politics stay open and" in text_of(browser.get(LIST))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"close_after": "0"}, "greater than or equal to 1"),
        ({"close_after": "3651"}, "less than or equal to 3650"),
        ({"open_until": ""}, "Give both hours, from when and until when, or neither."),
        ({"open_until": "07:00"}, "For day and night leave both hours empty."),
        ({"open_until": "26:00"}, "Enter a valid time."),
    ],
)
def test_what_means_nothing_is_refused_in_words(browser, section, typed, words):
    page = browser.post(ADD, TYPED | {"section": section.pk} | typed)

    assert words in text_of(page)
    assert 'value="07:00"' in page.content.decode()
    assert not DiscussionRules.objects.exists()


def test_an_editor_sets_the_rules_of_their_own_sections_only(section):
    browser, other = Client(), make_section()
    browser.force_login(make_staff(Role.EDITOR, edits=(section,)))
    DiscussionRules.objects.create(section=other)

    assert other.name not in text_of(browser.get(ADD))
    assert browser.post(ADD, TYPED | {"section": section.pk}).status_code == 302
    assert browser.post(change(section), TYPED | {"close_after": "3"}).status_code == 302
    assert browser.get(change(other)).status_code == 302
    browser.post(change(other), TYPED)
    DiscussionRules.objects.get(section=other).delete()
    assert "Select a valid choice" in text_of(browser.post(ADD, TYPED | {"section": other.pk}))

    assert list(DiscussionRules.objects.values_list("section", "close_after")) == [(section.pk, 3)]


def test_reporters_see_none_and_nobody_deletes_one(browser, section):
    DiscussionRules.objects.create(section=section)
    reporter = Client()
    reporter.force_login(make_staff(Role.REPORTER))

    assert [reporter.get(address).status_code for address in (LIST, ADD)] == [403, 403]
    assert browser.get(f"{LIST}{section.pk}/delete/").status_code == 403


def test_a_story_may_differ_and_its_form_says_what_follows(browser, section):
    DiscussionRules.objects.create(
        section=section, close_after=1, open_from=time(7), open_until=time(9)
    )
    article = make_edition(section=section).article
    address = f"/admin/comments/thread/{article.pk}/change/"
    Thread.objects.create(article=article)
    own = {"mode": "post", "close_after": "3650", "open_from": "00:00", "open_until": "00:00"}

    before = text_of(browser.get(address))
    assert browser.post(address, TIMES | own).status_code == 302
    after = text_of(browser.get(address))

    assert "moderated afterwards. Comments on this story are closed." in before
    assert "moderated afterwards. Comments close at the end of 20 November 2035." in after
    thread = Thread.objects.get()
    assert (thread.close_after, thread.open_from, thread.open_until) == (3650, time(0), time(0))


def test_days_and_a_time_at_once_are_refused(browser, section):
    article = make_edition(section=section).article
    Thread.objects.create(article=article)
    until = {"closes_at_0": "2026-12-24", "closes_at_1": "18:00"}

    page = browser.post(
        f"/admin/comments/thread/{article.pk}/change/",
        TIMES | until | {"mode": "post", "close_after": "3"},
    )

    assert "Give days or a time at which comments close, not both." in text_of(page)


def test_the_first_setting_of_a_story_leaves_it_the_mode_of_its_section(section):
    browser = Client()
    browser.force_login(make_staff(Role.CHIEF_EDITOR))
    DiscussionRules.objects.create(section=section, mode="pre")
    article = make_edition(section=section).article
    form: Any = html.fromstring(browser.get("/admin/comments/thread/add/").content.decode())
    chosen = form.xpath("//input[@name='mode'][@checked]/@value")
    typed = {"article": article.pk, "mode": "", "close_after": "3"}

    response = browser.post("/admin/comments/thread/add/", TIMES | typed)

    assert chosen == [""]
    assert response.status_code == 302
    assert Thread.objects.values_list("mode", "close_after").get() == ("pre", 3)
