"""Writing: what is typed into an article's form, and what becomes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editing import record_revision
from articles.models import Article
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import (
    address_of,
    errors_in,
    form_at,
    save,
    tree_of,
    typed_in,
)
from tests.makers import (
    make_article,
    make_edition,
    make_image,
    make_mention,
    make_person,
    make_section,
)

ADD = "/admin/articles/article/add/"


def new_article(desk, **fields):
    """Fill in the form for a new article and save it."""
    data = form_at(desk, ADD) | {
        "headline": "Minsk frees 31",
        "section": [str(make_section().pk)],
        "body": "<p>They went home.</p>",
        "_continue": "",
    }
    return desk.post(ADD, data | fields)


def test_a_new_article_is_a_draft_with_its_first_revision(desk, editor):
    response = new_article(desk, revision_note="From the agency")

    article = Article.objects.get()
    assert response.url == address_of(article)
    assert (article.headline, article.slug, article.version) == (
        "Minsk frees 31",
        "minsk-frees-31",
        1,
    )
    revision = article.revisions.get()
    assert (article.created_by, revision.created_by) == (editor, editor)
    assert revision.note == "From the agency"
    assert not article.editions.exists()
    assert "Draft" in tree_of(desk.get(response.url)).text_content()


def test_a_headline_without_latin_letters_needs_a_slug(desk):
    response = new_article(desk, headline="Мінск")

    assert "Write the slug in Latin letters" in errors_in(response)
    assert typed_in(response)["headline"] == ["Мінск"]
    assert not Article.objects.exists()


def test_a_malformed_slug_is_refused_with_an_example(desk):
    response = new_article(desk, slug="Not_a-slug")

    assert "lower-case letters, digits and single hyphens" in errors_in(response)


def test_a_slug_follows_the_headline_in_the_browser_until_the_first_save(desk):
    def follows(address):
        script = tree_of(desk.get(address)).get_element_by_id(
            "django-admin-prepopulated-fields-constants"
        )
        return script.get("data-prepopulated-fields")

    assert "#id_headline" in follows(ADD)
    assert follows(address_of(make_article())) == "[]"


def test_the_body_is_cleaned_when_saved(desk):
    article = make_article()

    save(desk, article, body='<p onclick="x()">Good <b>news</b></p><script>alert(1)</script>')

    article.refresh_from_db()
    assert article.body == "<p>Good <strong>news</strong></p>"


@pytest.mark.parametrize("body", ["", "<p></p>", "<p> <br></p>", "<script>x</script>"])
def test_a_body_without_words_is_refused_and_nothing_is_lost(desk, body):
    article = make_article(body="<p>As it was.</p>")

    response = save(desk, article, body=body, headline="A new headline")

    assert errors_in(response)
    assert typed_in(response)["headline"] == ["A new headline"]
    article.refresh_from_db()
    assert article.body == "<p>As it was.</p>"


def test_a_standfirst_and_a_caption_are_one_line_each(desk):
    article = make_article(picture=make_image())

    save(desk, article, standfirst="One\r\n  two", picture_caption=" Three\nfour ")

    article.refresh_from_db()
    assert (article.standfirst, article.picture_caption) == ("One two", "Three four")


def test_a_caption_needs_a_picture(desk):
    response = save(desk, make_article(), picture_caption="Nothing to be seen")

    assert "A caption needs a picture." in errors_in(response)


def test_saving_what_did_not_change_makes_no_revision(desk, editor):
    article = make_article()
    record_revision(article, by=editor)

    save(desk, article)

    assert article.revisions.count() == 1


def test_a_reporter_reads_what_was_published_and_can_save_nothing(reporter):
    article = make_edition(headline="Seen by its author", created_by=reporter).article
    client = client_of(reporter)

    page = client.get(address_of(article))

    assert "Seen by its author" in page.content.decode()
    assert not tree_of(page).xpath("//input[@type='submit'][@name]")
    assert client.post(address_of(article), {"headline": "Changed"}).status_code == 403


def test_other_apps_have_their_rows_below(desk):
    assert "thread-TOTAL_FORMS" in form_at(desk, address_of(make_article()))


def test_an_unknown_article_leads_back_to_the_desk(desk):
    assert desk.get("/admin/articles/article/999/change/").url == "/admin/"


def test_a_draft_can_be_deleted_with_its_revisions(desk, editor):
    article = make_article()
    record_revision(article, by=editor)

    desk.post(address_of(article, "delete"), {"post": "yes"})

    assert not Article.objects.exists()


def make_rows(article, number):
    for _ in range(number):
        make_mention(article, make_person(), make_person(), certainty="disputed")
        article.bylines.create(person=make_person())


def asked_in(queries):
    """The number of queries; savepoints, which stand for a test's transaction, are not counted."""
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_the_form_asks_as_often_for_many_rows_as_for_one(desk):
    article = make_article()
    make_rows(article, 1)
    desk.get(address_of(article))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address_of(article))
    make_rows(article, 6)

    with CaptureQueriesContext(connection) as for_many:
        desk.get(address_of(article))

    assert asked_in(for_many) == asked_in(for_one) <= 27


def test_a_long_article_with_thirty_mentions_is_saved_by_few_queries(desk):
    """What did not change is not validated again."""
    article = make_article(body=f"<p>{'Five words of a text. ' * 1000}</p>")
    for _ in range(30):
        make_mention(article, make_person())
    article.bylines.create(person=make_person())
    article.sources.create(title="Agency")
    record_revision(article, by=None)
    data = form_at(desk, address_of(article)) | {"body": f"<p>{'Other words. ' * 2500}</p>"}

    with CaptureQueriesContext(connection) as queries:
        response = desk.post(address_of(article), data | {"_continue": ""})

    assert response.status_code == 302
    assert article.revisions.count() == 2
    assert article.mentions.count() == 30
    assert asked_in(queries) <= 25


def test_a_text_with_many_pictures_and_links_is_saved_by_few_queries(desk):
    pictures, people = [make_image() for _ in range(20)], [make_person() for _ in range(20)]
    figures = "".join(f'<figure data-picture="{one.pk}"></figure>' for one in pictures)
    links = "".join(f'<p><a href="{one.url}">x</a></p>' for one in people)
    article = make_article()
    record_revision(article, by=None)
    data = form_at(desk, address_of(article)) | {"body": f"<p>Text.</p>{figures}{links}"}

    with CaptureQueriesContext(connection) as queries:
        desk.post(address_of(article), data | {"_continue": ""})

    assert article.illustrations.count() == 20
    article.refresh_from_db()
    assert article.body.count('<a href="person:') == 20
    assert asked_in(queries) <= 25
