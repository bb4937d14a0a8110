import pytest
from django.test import Client
from django.urls import reverse

from articles.editing import record_revision
from articles.models import Article
from newsportal.accounts.roles import Role
from previews.links import address_of, revoke_link
from previews.models import PreviewLink
from tests.articles.admin.pages import address_of as page_of
from tests.articles.admin.pages import errors_in, form_at, tree_of
from tests.makers import make_article, make_preview_link, make_staff
from tests.previews.test_rules import make_remark

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff(Role.CHIEF_EDITOR, name="Edith Editor")


@pytest.fixture
def desk(editor):
    browser = Client()
    browser.force_login(editor)
    return browser


@pytest.fixture
def draft():
    article = make_article(headline="As it was")
    record_revision(article, by=None)
    return article


def share(article, name=""):
    return reverse(f"admin:articles_article_share{name}", args=[article.pk])


def words_of(response):
    return " ".join(tree_of(response).text_content().split())


def test_a_link_is_made_for_the_version_that_was_looked_at(desk, editor, draft):
    typed = form_at(desk, share(draft))
    assert typed["hours"] == ["168"]
    Article.objects.filter(pk=draft.pk).update(headline="As it is now")
    draft.refresh_from_db()
    record_revision(draft, by=None)

    answer = desk.post(share(draft), typed | {"note": "Dr Weiss", "hours": "1"}, follow=True)

    link = PreviewLink.objects.get()
    assert link.revision.number == 1
    assert (link.created_by, link.note) == (editor, "Dr Weiss")
    assert (link.expires_at - link.created_at).total_seconds() == 3600
    (shown,) = tree_of(answer).xpath("//input[@readonly]/@value")
    assert shown == address_of(link)
    page = Client().get("/" + shown.split("/", 3)[3])
    assert "As it was" in page.content.decode()


@pytest.mark.parametrize(
    "bad", [{"note": ""}, {"note": "x" * 201}, {"hours": "721"}, {"hours": ""}]
)
def test_a_link_needs_somebody_and_an_end(desk, draft, bad):
    typed = form_at(desk, share(draft)) | {"note": "Dr Weiss"} | bad
    answer = desk.post(share(draft), typed)

    assert answer.status_code == 422
    assert errors_in(answer)
    assert not PreviewLink.objects.exists()


def test_another_version_is_asked_for_by_its_number(desk, draft):
    assert "Show version 1 to somebody" in words_of(desk.get(share(draft), {"version": 1}))
    assert desk.get(share(draft), {"version": 7}).status_code == 404
    assert desk.post(share(draft), {"version": 7, "note": "a", "hours": "1"}).status_code == 404


def test_a_link_is_revoked_with_one_press(desk, editor, draft):
    link = make_preview_link(draft)
    address = address_of(link)

    answer = desk.post(share(draft, "_revoke"), {"link": link.pk}, follow=True)

    assert "leads nowhere from now on" in words_of(answer)
    assert "Revoked by Edith Editor" in words_of(answer)
    assert address not in answer.content.decode()
    assert Client().get("/" + address.split("/", 3)[3]).status_code == 410
    again = desk.post(share(draft, "_revoke"), {"link": link.pk}, follow=True)
    assert "had ended already" in words_of(again)


def test_what_somebody_wrote_is_shown_and_marked_as_done(desk, draft):
    remark = make_remark(make_preview_link(draft), text="It is <32>.", quote="31")

    form = words_of(desk.get(page_of(draft)))
    assert "1 comment on a draft waits for you. 1 preview link is open." in form
    assert "It is <32>." in words_of(desk.get(share(draft)))

    answer = desk.post(share(draft, "_done"), {"remark": remark.pk}, follow=True)

    assert "Done: Edith Editor" in words_of(answer)
    assert "waits for you" not in words_of(desk.get(page_of(draft)))
    again = desk.post(share(draft, "_done"), {"remark": remark.pk}, follow=True)
    assert "marked as done already" in words_of(again)


@pytest.mark.parametrize("name", ["link", "remark"])
@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30])
def test_only_the_articles_own_rows_are_touched(desk, draft, name, key):
    path = share(draft, {"link": "_revoke", "remark": "_done"}[name])
    other = make_remark(make_preview_link())

    assert desk.post(path, {name: key}).status_code == 404
    theirs = other.link.pk if name == "link" else other.pk
    assert desk.post(path, {name: theirs}).status_code == 404
    assert desk.get(path).status_code == 405


def test_a_reporter_shares_their_own_draft_and_no_other():
    reporter = make_staff(Role.REPORTER)
    browser = Client()
    browser.force_login(reporter)
    own, other = make_article(created_by=reporter), make_article()
    for article in (own, other):
        record_revision(article, by=reporter)

    assert browser.get(share(own)).status_code == 200
    assert browser.get(share(other)).status_code == 404


def test_a_list_of_many_costs_as_many_queries(desk, draft, django_assert_num_queries):
    make_remark(make_preview_link(draft))
    desk.get(share(draft))
    with django_assert_num_queries(QUERIES):
        desk.get(share(draft))
    for _ in range(5):
        make_remark(make_preview_link(draft))
    revoke_link(make_preview_link(draft), by=make_staff())
    with django_assert_num_queries(QUERIES):
        desk.get(share(draft))


QUERIES = 10
