"""The page of the record: who did what, found by person, act, row, words and day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsportal import record_search
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditEntry
from newsportal.audit.recording import record
from newsportal.record_search import GROUPS, acts_of
from tests.articles.admin.pages import tree_of
from tests.makers import make_article, make_person, make_staff, make_user
from tests.records import recorded

pytestmark = pytest.mark.django_db
LIST = "/admin/audit/auditentry/"


@pytest.fixture
def chief():
    return make_staff(Role.CHIEF_EDITOR, name="Carla Chief")


@pytest.fixture
def browser(chief):
    client = Client()
    client.force_login(chief)
    return client


def lines(page):
    """Each act of the page as its line reads, without its time."""
    return [
        " ".join(line.text_content().split()).partition("UTC ")[2]
        for line in tree_of(page).xpath("//*[@class='acts__line']")
    ]


def do(act, about, *, by=None, **facts):
    record(act=act, about=about, by=by, **facts)
    return recorded()[-1]


@pytest.fixture
def story(chief):
    """A story that a reporter handed over, that was published, and another one."""
    ann = make_staff(Role.REPORTER, name="Ann Reporter")
    story = make_article(headline="Pardons in Minsk")
    do(Act.ARTICLE_SUBMITTED, story, by=ann)
    do(Act.ARTICLE_PUBLISHED, story, by=chief, before={"edition": 1}, after={"edition": 2})
    do(Act.ARTICLE_PUBLISHED, make_article(headline="Rain"))
    do(Act.ROW_DELETED, make_person(name="Somebody"), by=chief)
    return story


def test_acts_are_read_the_latest_first(browser, story):
    assert lines(browser.get(LIST)) == [
        "Row deleted Somebody by Carla Chief",
        "Article published Rain by the site",
        "Article published Pardons in Minsk by Carla Chief",
        "Article submitted Pardons in Minsk by Ann Reporter",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"act": "article.published"}, ["Rain", "Pardons in Minsk"]),
        ({"act": "Publishing"}, ["Rain", "Pardons in Minsk", "Pardons in Minsk"]),
        ({"act": "Deleting"}, ["Somebody"]),
        ({"act": "Moderation"}, []),
        ({"who": "programs"}, ["Rain"]),
        ({"words": "pardons"}, ["Pardons in Minsk", "Pardons in Minsk"]),
        ({"until": "2020-01-01"}, []),
        ({"act": "article.published", "words": "rain"}, ["Rain"]),
    ],
)
def test_questions_are_answered(browser, story, asked, found):
    page = browser.get(LIST, asked)

    named = [line for line in lines(page) if line]
    assert len(named) == len(found)
    assert all(words in line for words, line in zip(found, named, strict=True))


def test_a_person_is_asked_for_by_name(browser, chief, story):
    page = browser.get(LIST, {"who": str(chief.pk)})

    (option,) = tree_of(page).xpath("//select[@name='who']/option[@selected]")
    assert option.text_content() == "Carla Chief"
    assert [line.partition(" by ")[2] for line in lines(page)] == ["Carla Chief"] * 2


def test_who_has_left_is_found_by_the_name_as_it_was(browser):
    gone = make_user(name="Gone Colleague")
    do(Act.ARTICLE_PUBLISHED, make_article(), by=gone)
    key = str(gone.pk)
    gone.delete()

    page = browser.get(LIST, {"who": key})

    assert len(lines(page)) == 1
    assert "Gone Colleague" in page.content.decode()


def test_an_article_leads_to_its_acts(browser, story):
    form = browser.get(f"/admin/articles/article/{story.pk}/change/")
    (link,) = tree_of(form).xpath("//a[text()='Record of acts']/@href")

    page = browser.get(link)

    assert [line.partition(" by ")[2] for line in lines(page)] == ["Carla Chief", "Ann Reporter"]
    assert f"Only about article {story.pk}" in page.content.decode()


def test_an_act_leads_to_its_row_and_says_what_changed(browser, story):
    tree = tree_of(browser.get(LIST, {"who": "", "words": "pardons", "act": "article.published"}))

    assert f"/admin/articles/article/{story.pk}/change/" in tree.xpath("//ol//a/@href")
    (row,) = tree.xpath("//ol//tbody/tr")
    assert row.xpath("*/text()") == ["Edition", "1", "2"]


def test_what_was_deleted_leads_nowhere(browser, story):
    (act,) = tree_of(browser.get(LIST, {"act": "row.deleted"})).xpath("//li[@class='acts__act']")

    assert [link for link in act.xpath(".//a/@href") if "person" in link] == []


def test_an_act_is_read_with_its_hash(browser, story):
    entry = recorded()[1]

    page = browser.get(f"{LIST}{entry.pk}/change/").content.decode()

    assert entry.hash in page
    assert entry.previous in page
    assert "Article published" in page
    assert "_save" not in page


def test_each_page_begins_behind_the_one_before_it(browser, story, monkeypatch):
    monkeypatch.setattr(record_search, "ON_A_PAGE", 3)
    monkeypatch.setattr("newsportal.admin.ON_A_PAGE", 3)
    first = browser.get(LIST, {"act": "Publishing", "words": "in"})
    (further,) = tree_of(browser.get(LIST)).xpath("//a[text()='Earlier acts']/@href")
    do(Act.ARTICLE_PUBLISHED, story)

    rest = browser.get(f"{LIST}{further}")

    assert lines(rest) == ["Article submitted Pardons in Minsk by Ann Reporter"]
    assert not tree_of(rest).xpath("//a[text()='Earlier acts']")
    assert not tree_of(first).xpath("//a[text()='Earlier acts']")


def test_a_further_page_keeps_the_question(browser, story, monkeypatch):
    monkeypatch.setattr(record_search, "ON_A_PAGE", 1)
    monkeypatch.setattr("newsportal.admin.ON_A_PAGE", 1)
    page = browser.get(LIST, {"act": "article.published"})

    (further,) = tree_of(page).xpath("//a[text()='Earlier acts']/@href")

    assert lines(browser.get(f"{LIST}{further}")) == [
        "Article published Pardons in Minsk by Carla Chief"
    ]


def test_a_day_ends_at_midnight_of_the_newsroom(browser, story, settings):
    settings.TIME_ZONE = "Europe/Minsk"
    today = timezone.localdate()

    assert len(lines_of_any_zone(browser.get(LIST, {"until": today.isoformat()}))) == 4
    yesterday = today - timedelta(days=1)
    assert lines_of_any_zone(browser.get(LIST, {"until": yesterday.isoformat()})) == []


def lines_of_any_zone(page):
    return tree_of(page).xpath("//*[@class='acts__line']")


@pytest.mark.parametrize(
    "asked",
    [{"who": "x"}, {"who": "99999"}, {"act": "x"}, {"until": "x"}, {"before": "x"}, {"key": "7"}],
)
def test_a_question_that_makes_no_sense_is_no_failure(browser, story, asked):
    page = browser.get(LIST, asked)

    assert page.status_code == 200
    assert asked == {"key": "7"} or lines(page) == []


def test_acts_about_logins_are_for_those_who_may_view_logins(browser):
    user = make_user(email="ann.of.minsk@example.org")
    entry = do(Act.USER_CHANGED, user, after={"email": user.email})
    owner = Client()
    owner.force_login(make_staff(Role.SUPERUSER))

    for address in (LIST, f"{LIST}?kind=user&key={user.pk}", f"{LIST}{entry.pk}/change/"):
        assert "ann.of.minsk" not in browser.get(address, follow=True).content.decode()
        assert "ann.of.minsk" in owner.get(address).content.decode()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.MODERATOR])
def test_who_may_not_ask_is_told_who_may(role, story):
    client = Client()
    client.force_login(make_staff(role))

    page = client.get(LIST)

    assert page.status_code == 403
    assert "Chief editors and superusers may do this" in page.content.decode()
    assert "Record of acts" not in client.get("/admin/").content.decode()


def test_nobody_sends_anything_to_the_record(story):
    owner = Client()
    owner.force_login(make_staff(Role.SUPERUSER))
    entry = AuditEntry.objects.order_by("number").last()

    for address in ("add/", f"{entry.pk}/change/", f"{entry.pk}/delete/"):
        answer = owner.post(f"{LIST}{address}", {"post": "yes", "actor": "Somebody else"})
        assert answer.status_code == 403, address
    assert AuditEntry.objects.count() == 4


def test_as_many_queries_for_many_acts_as_for_one(browser, story, django_assert_num_queries):
    browser.get(LIST)
    with django_assert_num_queries(7):
        browser.get(LIST, {"words": "Rain"})
    for number in range(60):
        record(act=Act.ARTICLE_PUBLISHED, about=make_article(headline=f"Story {number}"), by=None)
    recorded()

    with django_assert_num_queries(7):
        assert len(lines(browser.get(LIST))) == 50


def test_every_act_belongs_to_a_kind():
    assert sorted(act for group in GROUPS for act in acts_of(group)) == sorted(Act)
