"""What is typed and not saved: kept from the form, offered, compared, restored, thrown away."""

import pytest

from articles.editing import record_revision
from articles.models import Article, OpenForm
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in, with_row
from tests.articles.admin.test_stale_form import save_meanwhile
from tests.articles.admin.unsaved import ADD, KEEP, offers_in, press_offer, type_into
from tests.makers import make_article, make_person, make_section


@pytest.fixture
def article(editor) -> Article:
    article = make_article(headline="First text", body="<p>One.</p><p>Two.</p>")
    record_revision(article, by=editor)
    return article


def test_what_is_typed_is_offered_to_who_comes_back(desk, article):
    _, answer = type_into(desk, address_of(article), headline="My text")

    assert answer.status_code == 200
    assert answer.json()["kept"].startswith("Unsaved. Kept ")
    (offer,) = offers_in(desk.get(address_of(article)))
    assert offer.startswith("You have unsaved text of ")
    assert offer.endswith("Compare Restore Throw away")
    assert article.revisions.count() == 1


def test_the_restored_text_stands_in_the_form_with_all_its_rows(desk, article):
    person = make_person(name="Ann Author")
    data = with_row(
        form_at(desk, address_of(article)),
        "bylines",
        person=person.pk,
        role="by",
        position="0",
    )
    data |= {"headline": "My text", "sources-0-title": "A letter", "revision_note": "Why"}
    desk.post(KEEP, data | {"state": "typed-left"})

    shown = press_offer(desk, address_of(article), "_restore")

    form = typed_in(shown)
    assert (form["headline"], form["sources-0-title"]) == (["My text"], ["A letter"])
    assert form["revision_note"] == ["Why"]
    assert form["bylines-0-person"] == [str(person.pk)]
    assert "It is still not saved" in shown.content.decode()
    assert not errors_in(shown)
    assert offers_in(shown) == []
    assert desk.post(address_of(article), form | {"_continue": ""}).status_code == 302
    article.refresh_from_db()
    assert article.headline == "My text"
    assert article.bylines.get().person == person
    assert not OpenForm.objects.exists()


def test_a_text_that_is_not_valid_yet_is_restored_without_a_reproach(desk, article):
    type_into(desk, address_of(article), headline="", body="")

    shown = press_offer(desk, address_of(article), "_restore")

    assert shown.status_code == 200
    assert not errors_in(shown)
    assert typed_in(shown).get("headline", [""]) == [""]


def test_a_restored_text_goes_on_in_its_new_window(desk, article):
    type_into(desk, address_of(article), headline="My text")
    shown = press_offer(desk, address_of(article), "_restore")

    desk.post(KEEP, typed_in(shown) | {"state": "typed"})

    assert OpenForm.objects.get().text["headline"] == ["My text"]


def test_what_the_other_window_typed_meanwhile_is_not_forgotten(desk, article):
    data, _ = type_into(desk, address_of(article), headline="My text")
    shown = press_offer(desk, address_of(article), "_restore")
    desk.post(KEEP, data | {"headline": "Typed on", "state": "typed"})

    desk.post(address_of(article), typed_in(shown) | {"_continue": ""})

    assert OpenForm.objects.get().text["headline"] == ["Typed on"]


def test_what_was_typed_before_restoring_is_kept_as_well(desk, article):
    type_into(desk, address_of(article), headline="My text")

    press_offer(desk, address_of(article), "_restore", headline="Typed just now")

    texts = {form.text["headline"][0] for form in OpenForm.objects.all()}
    assert texts == {"My text", "Typed just now"}


def test_a_text_is_thrown_away_and_what_is_typed_stays(desk, article):
    type_into(desk, address_of(article), headline="My text")

    shown = press_offer(desk, address_of(article), "_throw_away", headline="Typed just now")

    assert typed_in(shown)["headline"] == ["Typed just now"]
    assert "was thrown away" in shown.content.decode()
    assert [form.text["headline"] for form in OpenForm.objects.all()] == [["Typed just now"]]


def test_a_restored_text_of_an_older_version_shows_what_was_saved_since(desk, article):
    type_into(desk, address_of(article), headline="My text")
    save_meanwhile(article, dateline="Minsk")
    (offer,) = offers_in(desk.get(address_of(article)))
    assert "The article was saved since" in offer

    shown = press_offer(desk, address_of(article), "_restore")

    assert shown.status_code == 200
    assert "Dateline The saved one Minsk" in " ".join(
        tree_of(shown).text_content().split()
    ).replace("[added: Minsk]", "Minsk")


def test_what_is_saved_already_is_not_offered(desk, article):
    _, answer = type_into(desk, address_of(article))

    assert answer.json()["kept"] == ""
    assert not OpenForm.objects.filter(text_at__isnull=False).exists()
    assert offers_in(desk.get(address_of(article))) == []


def test_what_is_taken_back_by_hand_is_not_offered(desk, article):
    data, _ = type_into(desk, address_of(article), headline="My text")

    desk.post(KEEP, data | {"headline": "First text", "state": "typed"})

    assert offers_in(desk.get(address_of(article))) == []


def test_a_save_forgets_the_text_that_it_contains(desk, article):
    data, _ = type_into(desk, address_of(article), headline="My text")

    desk.post(address_of(article), data | {"_continue": ""})
    assert not OpenForm.objects.exists()
    # The page was left while it was saved, and what it sent last came late.
    desk.post(KEEP, data | {"state": "typed-left"})

    assert not OpenForm.objects.exists()


def test_a_text_that_somebody_else_has_saved_word_for_word_is_not_offered(desk, article):
    type_into(desk, address_of(article), headline="My text")
    save_meanwhile(article, headline="My text")

    assert offers_in(desk.get(address_of(article))) == []


def test_a_new_article_is_kept_before_its_first_save(desk):
    section = make_section()
    _, answer = type_into(desk, ADD, headline="Minsk frees 31", section=str(section.pk))
    assert answer.json()["kept"]
    (offer,) = offers_in(desk.get(ADD))
    assert ": Minsk frees 31" in offer
    assert "Compare" not in offer

    form = typed_in(press_offer(desk, ADD, "_restore"))
    saved = desk.post(ADD, form | {"body": "<p>They went home.</p>", "_continue": ""})

    assert saved.status_code == 302
    assert Article.objects.get().headline == "Minsk frees 31"
    assert not OpenForm.objects.exists()


def test_a_new_article_that_was_only_opened_is_not_kept(desk):
    _, answer = type_into(desk, ADD, section=str(make_section().pk))

    assert answer.json()["kept"] == ""
    assert offers_in(desk.get(ADD)) == []


@pytest.mark.parametrize("fields", [{"headline": ""}, {"opened_version": "0"}])
def test_a_refused_save_is_kept(desk, article, fields):
    data = form_at(desk, address_of(article)) | {"body": "<p>Mine.</p>", "_continue": ""}

    response = desk.post(address_of(article), data | fields)

    assert response.status_code in {200, 409}
    assert OpenForm.objects.get().text["body"] == ["<p>Mine.</p>"]
    assert offers_in(response) == []


def test_others_are_offered_nothing_of_it(desk, article, reporter):
    type_into(desk, address_of(article), headline="My text")
    Article.objects.update(created_by=reporter)
    client = client_of(reporter)
    form = OpenForm.objects.get()

    assert offers_in(client.get(address_of(article))) == []
    shown = client.post(
        address_of(article), form_at(client, address_of(article)) | {"_restore": form.pk}
    )
    assert typed_in(shown)["headline"] == ["First text"]
    client.post(
        address_of(article), form_at(client, address_of(article)) | {"_throw_away": form.pk}
    )
    assert OpenForm.objects.filter(pk=form.pk).exists()


def test_a_text_without_end_is_not_kept(desk, article):
    data = form_at(desk, address_of(article)) | {"body": "x" * 600_000, "state": "typed"}

    answer = desk.post(KEEP, data)

    assert (answer.status_code, answer.json()) == (
        413,
        {"problem": "This text is too long to be kept unsaved. Save it."},
    )
