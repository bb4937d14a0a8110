"""Two editors, one article: nobody overwrites what they have not seen."""

from threading import Thread

import pytest
from django.db import connection

from articles.admin.article_form import ArticleForm
from articles.editing import record_revision
from articles.models import Article
from tests.articles.admin.pages import (
    address_of,
    errors_in,
    form_at,
    tree_of,
    typed_in,
    with_row,
)
from tests.makers import make_article, make_mention, make_person, make_section, make_user


@pytest.fixture
def article(editor) -> Article:
    article = make_article(headline="First text", body="<p>One.</p><p>Two.</p>")
    record_revision(article, by=editor)
    return article


def save_meanwhile(article, **fields):
    """Somebody else saves the article."""
    Article.objects.filter(pk=article.pk).update(**fields)
    return record_revision(Article.objects.get(pk=article.pk), by=make_user(name="Otto Other"))


def opened_by(desk, article, **fields):
    """The form as the editor opened it, with what they changed in it."""
    return form_at(desk, address_of(article)) | {"_continue": ""} | fields


def newer_in(response):
    """What the page says about the text that was saved meanwhile, in one line."""
    return " ".join(tree_of(response).find_class("newer")[0].text_content().split())


def put_together(desk, article, response, **choices):
    """Choose a version of each field, and look at the form that comes of it."""
    data = typed_in(response) | {f"choice-{name}": value for name, value in choices.items()}
    return desk.post(address_of(article), data | {"_merge": "1"})


def save_again(desk, article, response):
    return desk.post(address_of(article), typed_in(response) | {"_continue": ""})


def test_a_stale_form_is_refused_and_shows_three_texts(desk, article):
    opened = opened_by(desk, article, headline="My text")
    save_meanwhile(article, headline="Other text", body="<p>One.</p><p>Three.</p>")

    response = desk.post(address_of(article), opened)

    assert response.status_code == 409
    assert "Somebody else has saved this article" in errors_in(response)
    newer = newer_in(response)
    assert "by Otto Other" in newer
    assert "you had opened version 1" in newer
    assert "Headline Yours [removed: First] [added: My] text" in newer
    assert "The saved one [removed: First] [added: Other] text" in newer
    assert "Paragraph: removed Two. Paragraph: added Three." in newer
    assert typed_in(response)["headline"] == ["My text"]
    article.refresh_from_db()
    assert article.headline == "Other text"


def test_pressing_save_again_changes_nothing(desk, article):
    opened = opened_by(desk, article, headline="My text")
    save_meanwhile(article, headline="Other text")

    again = desk.post(address_of(article), opened)

    assert save_again(desk, article, again).status_code == 409
    article.refresh_from_db()
    assert article.headline == "Other text"


@pytest.mark.parametrize(("choice", "headline"), [("mine", "My text"), ("theirs", "Other text")])
def test_each_field_is_chosen_looked_at_and_saved(desk, article, choice, headline):
    opened = opened_by(desk, article, headline="My text")
    save_meanwhile(article, headline="Other text")
    refused = desk.post(address_of(article), opened)

    shown = put_together(desk, article, refused, headline=choice)

    assert shown.status_code == 200
    assert "Nothing is saved yet" in shown.content.decode()
    assert not errors_in(shown)
    assert typed_in(shown)["headline"] == [headline]
    article.refresh_from_db()
    assert article.headline == "Other text"
    assert save_again(desk, article, shown).status_code == 302
    article.refresh_from_db()
    assert article.headline == headline
    assert article.revisions.get(number=2).snapshot["headline"] == "Other text"


def test_what_only_they_changed_is_taken_over_unless_one_says_otherwise(desk, article):
    opened = opened_by(desk, article, dateline="Minsk")
    save_meanwhile(article, headline="Other text")

    shown = put_together(desk, article, desk.post(address_of(article), opened))
    save_again(desk, article, shown)

    article.refresh_from_db()
    assert (article.headline, article.dateline) == ("Other text", "Minsk")


def test_changed_paragraphs_of_both_are_merged(desk, article):
    opened = opened_by(desk, article, body="<p>One, by me.</p><p>Two.</p><p>Four.</p>")
    save_meanwhile(article, body="<p>One.</p><p>Two, by Otto.</p>")
    refused = desk.post(address_of(article), opened)

    shown = put_together(desk, article, refused)

    assert "Both together" in newer_in(refused)
    assert typed_in(shown)["body"] == ["<p>One, by me.</p><p>Two, by Otto.</p><p>Four.</p>"]


def test_a_paragraph_that_both_changed_stands_in_both_versions(desk, article):
    opened = opened_by(desk, article, body="<p>One, by me.</p><p>Two.</p>")
    save_meanwhile(article, body="<p>One, by Otto.</p><p>Two.</p>")
    refused = desk.post(address_of(article), opened)

    shown = put_together(desk, article, refused)

    assert "both versions stand one after the other" in newer_in(refused)
    assert typed_in(shown)["body"] == ["<p>One, by Otto.</p><p>One, by me.</p><p>Two.</p>"]


def test_rows_of_both_are_merged(desk, article):
    kept, gone, new = (make_person(name=name) for name in ("Ann", "Bea", "Cleo"))
    for person in (kept, gone):
        article.bylines.create(person=person)
    record_revision(article, by=None)
    opened = with_row(opened_by(desk, article), "bylines", person=new.pk, role="by", position=9)
    article.bylines.filter(person=gone).delete()
    article.sources.create(title="A letter")
    save_meanwhile(article)
    refused = desk.post(address_of(article), opened)
    newer = newer_in(refused)
    assert "Byline: added By Cleo" in newer
    assert "Byline: removed By Bea" in newer
    assert "Source: added A letter" in newer

    save_again(desk, article, put_together(desk, article, refused))

    names = [str(row.person) for row in article.bylines.order_by("position")]
    assert names == ["Ann", "Cleo"]
    assert article.sources.get().title == "A letter"


def test_my_rows_may_replace_theirs(desk, article):
    make_mention(article, make_person(name="Ales Bialiatski"), phrase="the laureate")
    record_revision(article, by=None)
    opened = opened_by(desk, article)
    opened["mentions-0-phrase"] = "the winner"
    article.mentions.update(phrase="the prisoner")
    save_meanwhile(article)
    refused = desk.post(address_of(article), opened)
    assert "“the winner”: Ales Bialiatski (mentioned, confirmed)" in newer_in(refused).replace(
        "[removed: laureate] [added: winner]", "winner"
    )

    save_again(desk, article, put_together(desk, article, refused, mentions="mine"))

    assert article.mentions.get().phrase == "the winner"


def test_what_is_typed_beside_the_choice_of_their_version_waits_as_unsaved_text(desk, article):
    opened = with_row(opened_by(desk, article), "sources", title="A letter", position=0)
    article.sources.create(title="A telegram")
    save_meanwhile(article)
    refused = desk.post(address_of(article), opened)
    typed = with_row(typed_in(refused), "sources", title="A diary", position=1)

    shown = desk.post(address_of(article), typed | {"choice-sources": "theirs", "_merge": "1"})

    assert "A diary" not in str(typed_in(shown))
    assert save_again(desk, article, shown).status_code == 302
    (offered,) = tree_of(desk.get(address_of(article))).xpath("//button[@name='_restore']/@value")
    restored = desk.post(address_of(article), opened | {"_restore": offered})
    assert "A diary" in str(typed_in(restored))


def test_a_third_text_is_not_replaced_unseen(desk, article):
    opened = opened_by(desk, article, headline="My text")
    save_meanwhile(article, headline="Other text")
    shown = put_together(desk, article, desk.post(address_of(article), opened), headline="mine")
    save_meanwhile(article, headline="Third text")

    response = save_again(desk, article, shown)

    assert response.status_code == 409
    assert "[added: Third]" in newer_in(response)


def test_a_text_that_was_saved_while_both_were_compared_is_told_of_at_once(desk, article):
    opened = opened_by(desk, article, headline="My text")
    save_meanwhile(article, headline="Other text")
    refused = desk.post(address_of(article), opened)
    save_meanwhile(article, headline="Third text")

    shown = put_together(desk, article, refused, headline="mine")

    assert "[added: Third]" in newer_in(shown)
    assert save_again(desk, article, shown).status_code == 409


def test_a_changed_section_is_shown_by_its_name(desk, article):
    opened = opened_by(desk, article)
    save_meanwhile(article, section=make_section(name="Culture"))

    newer = newer_in(desk.post(address_of(article), opened))

    assert f"[removed: {article.section.name}] [added: Culture]" in newer


def test_a_form_that_says_the_same_as_what_was_saved_says_so(desk, article):
    opened = opened_by(desk, article, headline="Other text")
    save_meanwhile(article, headline="Other text")

    response = desk.post(address_of(article), opened)

    assert response.status_code == 409
    assert "Both texts say the same" in newer_in(response)


def test_a_form_without_the_version_that_was_opened_is_compared_with_nothing(desk, article):
    opened = opened_by(desk, article, headline="My text", opened_version="x")

    response = desk.post(address_of(article), opened)

    assert response.status_code == 409
    assert "[added: My text]" in newer_in(response).replace("Yours My", "Yours [added: My text]")


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
