"""The desk's side of the corrections lane: the pile, the story's form, the answer, the correction."""

import pytest
from django.test import Client

from articles.publishing import correct
from comments.error_reports import credits_of, report_error
from comments.models import Comment, ErrorReport
from newsportal.accounts.roles import Role
from tests.articles.admin.stepping import change
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_article, make_edition, make_person, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    """A story that passes the checklist."""
    article = make_article()
    article.bylines.create(person=make_person())
    return make_edition(article).article


@pytest.fixture
def editor(article):
    return make_staff(Role.EDITOR, edits=(article.section,))


@pytest.fixture
def browser(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def report(article):
    return report_error(post(article, nickname="Anna", text="It was <1987>."), now=NOW)


def page_of(report):
    return f"/admin/comments/errorreport/{report.pk}/change/"


def send(browser, report, **typed):
    fields = {"seen": "open", "state": "answered", "words": "Thank you."} | typed
    return browser.post(f"/admin/comments/errorreport/{report.pk}/settle/", fields)


def test_the_desk_counts_what_is_open(browser, report):
    page = browser.get("/admin/").content.decode()

    assert '<span class="desk__count">1</span> <span class="desk__label">Possible errors' in page
    assert page_of(report) in page
    ErrorReport.objects.update(state="corrected", settled_at=NOW)
    page = browser.get("/admin/").content.decode()
    assert '<span class="desk__count">0</span> <span class="desk__label">Possible errors' in page


def test_an_editor_of_another_section_sees_none(report):
    client = Client()
    client.force_login(make_staff(Role.EDITOR))

    assert page_of(report) not in client.get("/admin/").content.decode()
    assert client.get(page_of(report)).status_code == 403
    assert send(client, report).status_code == 404


def test_the_story_shows_the_words_and_the_edition_that_was_read(browser, article, report):
    page = browser.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "1 possible error found by readers" in page
    assert "It was &lt;1987&gt;." in page
    assert "edition 1, first publication" in page


def test_a_story_without_reports_shows_no_panel(browser, article):
    post(article)

    page = browser.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "error-reports" not in page


def test_held_comments_reach_the_desk_and_stay_unseen(browser, client, article, report):
    Comment.objects.update(state="held", published_at=None)

    page = browser.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "The comment is not public" in page
    assert "1987" not in client.get(article.editions.get().path).content.decode()


def test_an_answer_goes_below_the_comment_and_back_to_the_story(browser, client, article, report):
    answer = send(browser, report)

    assert answer["Location"] == f"/admin/articles/article/{article.pk}/change/#error-reports"
    page = client.get(article.editions.get().path).content.decode()
    assert "The newsroom" in page
    assert "Thank you." in page


def test_a_refused_answer_comes_back_with_its_words(browser, report):
    ErrorReport.objects.update(state="not_error", words="No", settled_at=NOW)

    answer = send(browser, report, words="A long <answer>")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "somebody else has settled it" in page
    assert ErrorReport.objects.get().words == "No"


def test_words_are_kept_where_others_are_missing(browser, report):
    answer = send(browser, report, words=" ", state="not_error")

    assert answer.status_code == 422
    assert "Write what the reader shall know." in answer.content.decode()
    long = f"<b>{'a' * 5001}"
    assert long.replace("<", "&lt;").replace(">", "&gt;") in (
        send(browser, report, words=long).content.decode()
    )


def test_settling_takes_a_form(browser, report):
    assert browser.get(f"/admin/comments/errorreport/{report.pk}/settle/").status_code == 405


def test_a_moderator_hands_a_comment_to_the_desk(desk, article):
    comment = post(article)
    page = desk.get(f"/admin/comments/comment/{comment.pk}/change/").content.decode()
    assert f'action="/admin/comments/errorreport/mark/{comment.pk}/"' in page

    answer = desk.post(f"/admin/comments/errorreport/mark/{comment.pk}/")

    assert answer["Location"] == f"/admin/comments/errorreport/{comment.pk}/change/"
    assert ErrorReport.objects.get().comment == comment
    page = desk.get(f"/admin/comments/comment/{comment.pk}/change/").content.decode()
    assert "errorreport/mark" not in page
    assert "Possible error in the story" in page


def test_a_moderator_reads_a_report_and_does_not_settle_it(desk, report):
    page = desk.get(page_of(report)).content.decode()

    assert "It was &lt;1987&gt;." in page
    assert "Answer" not in page
    assert send(desk, report).status_code == 403


def update_fields(browser, article, **more):
    article.refresh_from_db()
    return {
        "version": article.version,
        "hand_over": 0,
        "kind": "correction",
        "note": "It was 1987.",
        "when": "now",
    } | more


def test_a_correction_offers_and_credits_the_comment(browser, article, report):
    address = f"/admin/articles/article/{article.pk}/update/"
    page = browser.get(address).content.decode()
    assert "Did a reader find it?" in page
    assert "Anna: It was &lt;1987&gt;." in page

    answer = browser.post(address, update_fields(browser, article, credit=str(report.pk)))

    assert answer.status_code == 302, answer.content.decode()
    assert credits_of(article.pk) == {2: f"/comments/{report.pk}/"}
    assert ErrorReport.objects.get().state == "corrected"


def test_a_minor_change_credits_nobody(browser, article, report):
    change(article, standfirst="Another")
    fields = update_fields(browser, article, kind="minor", credit=str(report.pk))
    browser.post(f"/admin/articles/article/{article.pk}/update/", fields)

    assert article.editions.filter(kind="minor").exists()
    assert ErrorReport.objects.get().state == "open"


def test_a_planned_correction_credits_nobody_yet(browser, article, report):
    fields = update_fields(
        browser, article, credit=str(report.pk), when="later", at_0="2999-01-01", at_1="10:00"
    )
    answer = browser.post(f"/admin/articles/article/{article.pk}/update/", fields)

    assert answer.status_code == 422
    assert "A reader is thanked by a correction that is published now." in answer.content.decode()


def test_a_comment_that_was_credited_meanwhile_is_refused(browser, article, report, monkeypatch):
    from comments import error_reports

    address = f"/admin/articles/article/{article.pk}/update/"
    fields = update_fields(browser, article, credit=str(report.pk))
    error_reports.credit(
        correct(article, by=None, note="First"), report.pk, by=make_staff(Role.CHIEF_EDITOR)
    )

    answer = browser.post(address, fields)

    assert answer.status_code == 422
    assert article.editions.count() == 2


def test_a_story_without_notes_offers_no_credit(browser, article):
    page = browser.get(f"/admin/articles/article/{article.pk}/update/").content.decode()

    assert "Did a reader find it?" not in page
