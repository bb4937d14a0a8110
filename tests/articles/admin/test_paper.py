"""Old addresses, the paper's name, and the record."""

from articles.admin.refusing import words_of
from articles.editing import record_revision
from articles.models import Publication, Redirect, Revision
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of
from tests.makers import make_article, make_edition, make_person


def test_a_redirect_leads_to_exactly_one_thing(desk):
    person = make_person(name="Ann Author")
    address = address_of(Redirect, "add")
    data = form_at(desk, address) | {"path": "/authors/ann/"}

    assert "Choose exactly one of" in errors_in(desk.post(address, data))
    assert desk.post(address, data | {"person": [str(person.pk)]}).status_code == 302
    assert "Ann Author" in desk.get(address_of(Redirect, "changelist")).content.decode()


def test_the_paper_is_named_once_and_changed_from_then_on(desk):
    listed = address_of(Publication, "changelist")
    add = address_of(Publication, "add")
    assert desk.get(listed).url == add

    desk.post(add, form_at(desk, add) | {"name": "The Minsk Courier"})

    paper = Publication.objects.get()
    assert (paper.pk, desk.get(listed).url) == (1, address_of(paper))
    assert desk.get(add).status_code == 403
    assert desk.post(address_of(paper, "delete"), {"post": "yes"}).status_code == 403
    assert (
        "The Minsk Courier"
        in tree_of(desk.get("/admin/")).get_element_by_id("site-name").text_content()
    )


def test_revisions_are_read_and_never_changed(desk, editor):
    article = make_article(headline="First", body="<p>One.</p><p>Two &lt;b&gt;.</p>")
    revision = record_revision(article, by=editor)

    page = tree_of(desk.get(address_of(revision)))

    lines = [line.text_content() for line in page.find_class("record-text")[0]]
    assert lines == ["First", "One.", "Two <b>."]
    assert not page.xpath("//input[@type='submit']")
    assert desk.post(address_of(revision), {}).status_code == 403
    listed = desk.get(f"/admin/articles/revision/?article__id__exact={article.pk}")
    assert "Edith Editor" in listed.content.decode()


def test_editions_are_read_and_never_changed(desk):
    edition = make_edition(headline="As readers saw it")

    page = desk.get(address_of(edition))

    assert "As readers saw it" in page.content.decode()
    assert desk.post(address_of(edition), {}).status_code == 403
    assert "As readers saw it" in desk.get(address_of(edition, "changelist")).content.decode()


def test_a_published_article_is_not_deleted(desk):
    article = make_edition().article

    response = desk.post(address_of(article, "delete"), {"post": "yes"})

    assert response.status_code == 200
    assert Revision.objects.exists()


def test_a_refusal_without_a_cause_says_what_it_is():
    from django.db import IntegrityError

    assert words_of(IntegrityError("Not stored.")) == "Not stored."
