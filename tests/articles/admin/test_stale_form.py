"""Two editors, one article: nobody overwrites what they have not seen."""

from threading import Thread

import pytest
from django.db import connection

from articles.admin.article_form import ArticleForm
from articles.editing import record_revision
from articles.models import Article
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.makers import make_article, make_mention, make_person, make_user


@pytest.fixture
def article(editor) -> Article:
    article = make_article(headline="First text", body="<p>One.</p><p>Two.</p>")
    record_revision(article, by=editor)
    return article


def save_meanwhile(article, **fields):
    """Somebody else saves the article."""
    Article.objects.filter(pk=article.pk).update(**fields)
    return record_revision(Article.objects.get(pk=article.pk), by=make_user(name="Otto Other"))


def test_a_stale_form_is_refused_and_shows_both_texts(desk, article):
    opened = form_at(desk, address_of(article)) | {"headline": "My text", "_continue": ""}
    save_meanwhile(article, headline="Other text", body="<p>One.</p><p>Three.</p>")

    response = desk.post(address_of(article), opened)

    assert response.status_code == 409
    assert "Somebody else has saved this article" in errors_in(response)
    newer = " ".join(tree_of(response).find_class("newer")[0].text_content().split())
    assert "by Otto Other" in newer
    assert "Headline, saved Other text Headline, yours My text" in newer
    assert "Body, saved One. Three. Body, yours One. Two." in newer
    assert typed_in(response)["headline"] == ["My text"]
    article.refresh_from_db()
    assert article.headline == "Other text"


def test_pressing_save_again_changes_nothing(desk, article):
    opened = form_at(desk, address_of(article)) | {"headline": "My text", "_continue": ""}
    save_meanwhile(article, headline="Other text")

    again = typed_in(desk.post(address_of(article), opened)) | {"_continue": ""}

    assert desk.post(address_of(article), again).status_code == 409
    article.refresh_from_db()
    assert article.headline == "Other text"


def test_who_has_compared_may_replace_the_newer_text(desk, article):
    opened = form_at(desk, address_of(article)) | {"headline": "My text", "_continue": ""}
    newer = save_meanwhile(article, headline="Other text")

    agreed = typed_in(desk.post(address_of(article), opened)) | {
        "replaces": [str(newer.number)],
        "_continue": "",
    }

    assert desk.post(address_of(article), agreed).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.version) == ("My text", 3)
    assert article.revisions.get(number=2).snapshot["headline"] == "Other text"


def test_a_third_text_is_not_replaced_unseen(desk, article):
    opened = form_at(desk, address_of(article)) | {"headline": "My text", "_continue": ""}
    newer = save_meanwhile(article, headline="Other text")
    save_meanwhile(article, headline="Third text")

    response = desk.post(address_of(article), opened | {"replaces": [str(newer.number)]})

    assert response.status_code == 409
    assert "Third text" in response.content.decode()


def test_the_same_text_saved_by_both_says_that_rows_may_differ(desk, article):
    make_mention(article, make_person(name="Ales Bialiatski"), phrase="the laureate")
    opened = form_at(desk, address_of(article)) | {"_continue": ""}
    article.sources.create(title="A letter")
    save_meanwhile(article)

    response = desk.post(address_of(article), opened)

    newer = " ".join(tree_of(response).find_class("newer")[0].text_content().split())
    assert "The texts are the same" in newer
    assert "Saved mentions: the laureate. Saved sources: A letter." in newer


def test_a_changed_section_is_shown_by_its_name(desk, article):
    from tests.makers import make_section

    opened = form_at(desk, address_of(article)) | {"_continue": ""}
    save_meanwhile(article, section=make_section(name="Culture"))

    response = desk.post(address_of(article), opened)

    newer = " ".join(tree_of(response).find_class("newer")[0].text_content().split())
    assert f"Section, saved Culture Section, yours {article.section.name}" in newer


@pytest.mark.django_db(transaction=True)
def test_a_save_between_the_check_and_the_write_is_noticed(desk, article, monkeypatch):
    opened = form_at(desk, address_of(article)) | {"headline": "My text", "_continue": ""}
    check = ArticleForm.clean
    others = []

    def check_then_be_overtaken(form):
        cleaned = check(form)
        if not others:
            others.append(Thread(target=overtake))
            others[0].start()
            others[0].join()
        return cleaned

    def overtake():
        save_meanwhile(article, headline="Other text")
        connection.close()

    monkeypatch.setattr(ArticleForm, "clean", check_then_be_overtaken)

    response = desk.post(address_of(article), opened)

    assert response.status_code == 409
    assert errors_in(response).count("Somebody else has saved this article") == 1
    article.refresh_from_db()
    assert article.headline == "Other text"
