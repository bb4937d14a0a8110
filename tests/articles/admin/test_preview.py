import pytest
from django.urls import reverse

from articles.models import Edition
from tests.articles.admin.pages import address_of, form_at, save, tree_of
from tests.articles.admin.stepping import change

pytestmark = pytest.mark.django_db


def preview(article, number=None):
    if number is None:
        return reverse("admin:articles_article_preview", args=[article.pk])
    return reverse("admin:articles_article_preview_page", args=[article.pk, number])


def test_the_button_saves_what_was_typed_and_shows_it(desk, draft):
    typed = form_at(desk, address_of(draft)) | {"headline": "As it is now", "_preview": ""}
    answer = desk.post(address_of(draft), typed)

    assert answer.url == preview(draft)
    page = desk.get(answer.url)
    assert "the latest" in page.content.decode()
    frames = tree_of(page).xpath("//iframe/@src")
    assert frames == [preview(draft, 2)] * 2
    assert ">As it is now</h1>" in desk.get(frames[0]).content.decode()
    assert not Edition.objects.exists()


def test_a_new_article_is_saved_before_it_is_shown(desk, draft):
    typed = form_at(desk, "/admin/articles/article/add/")
    typed |= {"headline": "New", "slug": "new", "section": draft.section_id, "body": "<p>a</p>"}
    answer = desk.post("/admin/articles/article/add/", typed | {"_preview": ""})

    assert "New" in desk.get(answer.url).content.decode()


def test_any_version_can_be_looked_at(desk, draft):
    change(draft, headline="As it is now")

    page = desk.get(preview(draft), {"version": 1})

    assert tree_of(page).xpath("//iframe/@src") == [preview(draft, 1)] * 2
    chosen = tree_of(page).xpath("//select[@name='version']/option[@selected]/@value")
    assert chosen == ["1"]
    assert ">As it was</h1>" in desk.get(preview(draft, 1)).content.decode()
    revision = draft.revisions.get(number=1)
    assert f"{preview(draft)}?version=1" in desk.get(address_of(revision)).content.decode()


@pytest.mark.parametrize("version", ["0", "9", "first", "-1"])
def test_a_version_that_there_is_not_has_no_preview(desk, draft, version):
    assert desk.get(preview(draft), {"version": version}).status_code == 404


def test_only_pages_of_this_site_may_frame_it(desk, draft):
    frames, framed = desk.get(preview(draft)), desk.get(preview(draft, 1))
    other = desk.get(address_of(draft))

    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "nonce" not in framed["Content-Security-Policy"]
    assert "frame-src 'self'" in frames["Content-Security-Policy"]
    for page in (frames, other):
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"
    assert "frame-src" not in other["Content-Security-Policy"]


def test_nobody_keeps_or_lists_a_preview(desk, draft):
    for address in (preview(draft), preview(draft, 1)):
        assert desk.get(address)["Cache-Control"] == "private, no-store"
    page = desk.get(preview(draft, 1))
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    words = page.content.decode()
    assert '<meta name="robots" content="noindex">' in words
    for told in ('rel="canonical"', "og:title", "application/ld+json"):
        assert told not in words


def test_a_preview_of_a_live_article_changes_nothing_for_readers(desk, live):
    save(desk, live, headline="As it is now")
    path = live.editions.get().path

    assert ">As it is now</h1>" in desk.get(preview(live, 2)).content.decode()
    assert ">As it was</h1>" in desk.get(path).content.decode()
