"""Comparing the versions of an article, and taking one back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editing import record_revision
from articles.models import Article
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import errors_in, form_at, save, tree_of
from tests.articles.admin.stepping import change
from tests.makers import make_image, make_mention, make_person, make_section, make_staff


def address_of(article, what="compare", query=""):
    return f"/admin/articles/article/{article.pk}/{what}/{query}"


def compared(client, article, query=""):
    """What the page says of the versions, in one line."""
    answer = client.get(address_of(article, query=query))
    assert answer.status_code == 200
    (content,) = tree_of(answer).xpath("//*[@id='content-main']")
    return " ".join(content.text_content().split())


def restore(client, article, number, version=None):
    article.refresh_from_db()
    address = address_of(article, f"restore/{number}")
    return client.post(address, {"version": version or article.version}, follow=True)


def test_a_live_article_is_compared_with_what_readers_see(desk, changed):
    words = compared(desk, changed)

    assert "compared with What readers see now: Version 1" in words
    assert "Headline As it was is now" in words.replace("[removed: was]", "was").replace(
        "[added: is now]", "is now"
    )
    assert "Unchanged: Slug, Section, " in words
    form = desk.get(f"/admin/articles/article/{changed.pk}/change/").content.decode()
    assert "Compare with what readers see" in form


def test_a_draft_is_compared_with_the_version_before(desk, draft):
    change(draft, headline="As it is now")

    assert "Version 2" in compared(desk, draft)
    assert "compared with Version 1" in compared(desk, draft)
    form = desk.get(f"/admin/articles/article/{draft.pk}/change/").content.decode()
    assert "Compare versions" in form


def test_any_two_versions_are_compared(desk, draft):
    for number in (2, 3):
        change(draft, headline=f"Headline {number}")

    words = compared(desk, draft, "?old=3&new=1")

    assert "Headline [removed: Headline 3] [added: As it was]" in words


def test_a_draft_that_was_saved_once_differs_from_nothing(desk, draft):
    assert "The two versions say the same" in compared(desk, draft)


def test_unsaved_text_is_compared_with_the_latest_version(desk, draft):
    form = form_at(desk, f"/admin/articles/article/{draft.pk}/change/")
    desk.post("/admin/articles/article/unsaved/", form | {"headline": "Mine", "state": "typed"})
    page = desk.get(f"/admin/articles/article/{draft.pk}/change/")
    (link,) = tree_of(page).xpath("//a[text()='Compare']/@href")

    words = compared(desk, draft, link.partition("/compare/")[2])

    assert "Your unsaved text, " in words
    assert "[added: Mine]" in words
    stranger = client_of(make_staff(Role.CHIEF_EDITOR))
    assert stranger.get(link).status_code == 404


@pytest.mark.parametrize("name", ["0", "99", "x", "live", "unsaved-", "unsaved-1", "9" * 30, "²"])
def test_a_version_that_is_not_there_is_not_found(desk, draft, name):
    assert desk.get(address_of(draft, query=f"?new={name}")).status_code == 404


def test_comparing_costs_the_same_for_many_versions(desk, draft):
    change(draft, headline="Two")
    with CaptureQueriesContext(connection) as for_two:
        compared(desk, draft)
    for number in range(20):
        change(draft, headline=f"Headline {number}")

    with CaptureQueriesContext(connection) as for_many:
        compared(desk, draft)

    assert len(for_many) == len(for_two) <= 20


def test_a_version_is_restored_as_the_newest(desk, editor, draft):
    person, other = make_person(name="Ales Bialiatski"), make_person()
    make_mention(draft, person, phrase="first")
    draft.sources.create(title="A letter")
    record_revision(draft, by=None)
    wanted = draft.revisions.get(number=2).snapshot
    draft.mentions.all().delete()
    draft.sources.update(title="Another letter")
    draft.bylines.create(person=other, position=1)
    change(draft, headline="As it is now", picture=make_image())

    answer = restore(desk, draft, 2)

    assert answer.redirect_chain[-1][0] == f"/admin/articles/article/{draft.pk}/change/"
    latest = draft.revisions.get(number=4)
    assert latest.snapshot == wanted
    assert (latest.note, latest.created_by) == ("Restored version 2", editor)
    assert draft.revisions.get(number=3).snapshot["headline"] == "As it is now"


def test_restoring_publishes_nothing(desk, changed):
    restore(desk, changed, 1)

    changed.refresh_from_db()
    assert changed.headline == "As it was"
    assert changed.editions.count() == 1


def test_what_an_editor_may_not_decide_stays_as_it_is(changed):
    section = changed.section
    editor = client_of(make_staff(Role.EDITOR, edits=(section,)))
    Article.objects.filter(pk=changed.pk).update(slug="another-slug")
    changed.refresh_from_db()
    changed.bylines.create(person=make_person(), position=1)
    record_revision(changed, by=None)

    answer = restore(editor, changed, 1)

    changed.refresh_from_db()
    assert (changed.headline, changed.slug) == ("As it was", "another-slug")
    assert changed.bylines.count() == 2
    words = answer.content.decode()
    assert "Slug stayed as it is" in words
    assert "Byline stayed as it is" in words


def test_what_was_deleted_since_is_left_out_and_said(desk, draft):
    section, picture, person = draft.section, make_image(), make_person()
    make_mention(draft, person)
    draft.bylines.update(person=person)
    change(draft, picture=picture, picture_caption="A bus")
    draft.mentions.all().delete()
    draft.bylines.all().delete()
    change(draft, picture=None, picture_caption="", section=make_section(), headline="Now")
    for gone in (section, picture, person):
        gone.delete()

    answer = restore(desk, draft, 2)

    words = answer.content.decode()
    draft.refresh_from_db()
    assert draft.headline == "As it was"
    assert "The section stayed as it is" in words
    assert "The picture is left out" in words
    assert "Byline: 1 left out" in words
    assert "Mentions: 1 left out" in words


def test_a_version_that_the_form_refuses_is_shown_in_it(desk, draft):
    change(draft, headline="As it is now")
    taken = draft.revisions.get(number=1).snapshot | {"slug": "Not a slug"}
    draft.revisions.create(number=3, snapshot=taken, created_at=draft.created_at)
    Article.objects.filter(pk=draft.pk).update(version=3)
    change(draft, headline="Later")

    answer = restore(desk, draft, 3)

    assert answer.status_code == 200
    assert "Enter a valid" in errors_in(answer)
    form = tree_of(answer).get_element_by_id("article_form")
    assert form.get("action") == f"/admin/articles/article/{draft.pk}/change/"
    draft.refresh_from_db()
    assert draft.headline == "Later"


def test_nothing_is_restored_over_a_text_that_was_not_seen(desk, draft):
    change(draft, headline="Two")
    change(draft, headline="Three")

    answer = restore(desk, draft, 1, version=2)

    draft.refresh_from_db()
    assert draft.headline == "Three"
    assert "Look again, then restore" in answer.content.decode()


def test_looking_at_the_address_restores_nothing(desk, draft):
    change(draft, headline="Two")

    answer = desk.get(address_of(draft, "restore/1"))

    assert answer.url == address_of(draft, query="?old=working&new=1")
    draft.refresh_from_db()
    assert draft.headline == "Two"
    assert desk.post(address_of(draft, "restore/9"), {"version": "2"}).status_code == 404


def test_who_may_only_read_is_offered_no_restoring(changed, reporter):
    Article.objects.filter(pk=changed.pk).update(created_by=reporter)
    client = client_of(reporter)

    assert "Restore" not in compared(client, changed)
    assert client.post(address_of(changed, "restore/1"), {"version": "2"}).status_code == 403


def test_saving_after_comparing_is_an_ordinary_save(desk, draft):
    save(desk, draft, headline="Two")

    assert "[added: Two]" in compared(desk, draft)
