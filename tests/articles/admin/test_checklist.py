"""The checklist on the article's form and on the pages of the steps."""

import pytest

from articles.models import AcceptedWarning, Edition
from tests.articles.admin.pages import address_of, errors_in, form_at, save, tree_of
from tests.articles.admin.stepping import change, step, take, visible
from tests.makers import make_article, make_image, make_mention, make_person

STEPS_WITH_TEXT = {
    "publish": {},
    "schedule": {"at_0": "2040-01-01", "at_1": "08:00:00"},
    "update": {"kind": "correction", "note": "It was 31."},
}


def checklist_in(response):
    """The words of the checklist of a page."""
    (section,) = tree_of(response).find_class("checklist")
    return " ".join(section.text_content().split())


def answers_at(desk, name, article):
    """The names of the fields for the reasons of single warnings, on the page of a step."""
    fields = tree_of(desk.get(step(name, article))).xpath("//section//fieldset//input/@name")
    return [str(field) for field in fields]


def test_the_form_says_what_is_left_to_be_done_before_anything_is_pressed(desk):
    article = make_article(body="<p>One</p><p>TK people</p>")

    page = desk.get(address_of(article))

    words = checklist_in(page)
    assert "Readers can't see version 0 yet." in words
    assert "To be mended (1) Paragraph 2: “TK” is a placeholder." in words
    assert "To be mended or explained (1) Byline: Nobody is named as the author." in words
    addresses = tree_of(page).xpath("//section[@class='checklist checklist--blocks']//a/@href")
    assert addresses == ["#id_body_place", "#bylines-group"]


@pytest.mark.parametrize(
    "fields",
    [{"headline": "TK"}, {"standfirst": "TK"}, {"dateline": "TK"}, {"body": "<p>TK</p>"}],
    ids=lambda fields: next(iter(fields)),
)
def test_every_finding_leads_to_its_field(desk, fields):
    page = tree_of(desk.get(address_of(make_article(**fields))))

    address = page.xpath("//section[contains(@class, 'checklist')]//a/@href")[0]
    assert page.get_element_by_id(address.removeprefix("#")) is not None


def test_findings_of_rows_and_pictures_lead_to_them(desk):
    article = make_article(picture=make_image(credit="?"), picture_caption="TK")
    article.sources.create(title="TK")
    make_mention(article, make_person(), phrase="nowhere")

    page = tree_of(desk.get(address_of(article)))

    addresses = page.xpath("//section[contains(@class, 'checklist')]//a/@href")
    assert set(addresses) == {
        "#id_picture",
        "#id_picture_caption",
        "#sources-group",
        "#mentions-group",
        "#bylines-group",
    }
    for address in addresses:
        assert page.get_element_by_id(address.removeprefix("#")) is not None


def test_a_new_article_has_no_checklist_yet(desk):
    assert not tree_of(desk.get("/admin/articles/article/add/")).find_class("checklist")


def test_a_finished_article_has_nothing_left(desk, draft):
    assert "Nothing is left to be done in version 1." in checklist_in(desk.get(address_of(draft)))


def test_what_is_saved_is_what_is_checked(desk, draft):
    response = save(desk, draft, body="<p>They were TK.</p>")

    assert "“TK” is a placeholder" in checklist_in(desk.get(response.url))


@pytest.mark.parametrize("name", STEPS_WITH_TEXT)
def test_an_error_blocks_every_step_that_readers_would_see(desk, draft, name):
    if name == "update":
        take(desk, "publish", draft)
    before = Edition.objects.count()
    change(draft, body="<p>They were TK.</p>")

    response = take(desk, name, draft, **STEPS_WITH_TEXT[name])

    assert response.status_code == 422
    assert "The checklist is not passed. “TK” is a placeholder." in errors_in(response)
    (address, *_) = tree_of(response).xpath("//section[contains(@class, 'checklist')]//a/@href")
    assert address == f"{address_of(draft)}#id_body_place"
    assert Edition.objects.count() == before


def test_a_withdrawal_needs_no_checklist(desk, live):
    change(live, body="<p>They were TK.</p>")

    assert not tree_of(desk.get(step("withdraw", live))).find_class("checklist")
    take(desk, "withdraw", live, reason="All wrong.")
    assert visible(live) is None


def test_a_warning_asks_for_its_reason_and_keeps_what_was_typed(desk, draft):
    draft.bylines.all().delete()
    change(draft, body="<p>They shouted ???</p>")
    data = form_at(desk, step("publish", draft))
    first, second = answers_at(desk, "publish", draft)

    response = desk.post(step("publish", draft), data | {first: "They did", second: " "})

    assert response.status_code == 422
    assert "Say why it may stay, or go back and mend it." in errors_in(response)
    assert tree_of(response).xpath(f"//input[@name='{first}']/@value") == ["They did"]
    assert not Edition.objects.exists()
    assert not AcceptedWarning.objects.exists()


def test_a_recorded_reason_is_stored_and_shown_on_the_article(desk, editor, draft):
    change(draft, body="<p>They shouted ???</p>")
    (name,) = answers_at(desk, "publish", draft)

    response = take(desk, "publish", draft, **{name: "They did"})

    assert visible(draft)
    reason = AcceptedWarning.objects.get()
    assert (reason.reason, reason.created_by) == ("They did", editor)
    words = checklist_in(desk.get(response.url))
    assert "Nothing is left to be done" in words
    assert "Explained (1) Paragraph 1: “???” looks like a placeholder. “They did” Edith" in words


def test_one_reason_serves_all_that_have_none_of_their_own(desk, draft):
    for name in ("Ann Lee", "Bo Li"):
        make_person(name=name)
    change(draft, body="<p>Ann Lee and Bo Li came.</p>")
    first, _ = answers_at(desk, "publish", draft)

    take(desk, "publish", draft, **{first: "A namesake", "reason-all_others": "Not them"})

    assert sorted(row.reason for row in AcceptedWarning.objects.all()) == ["A namesake", "Not them"]
    assert visible(draft)


def test_a_reason_is_not_asked_for_twice(desk, draft):
    change(draft, body="<p>They shouted ???</p><p>One</p>")
    (name,) = answers_at(desk, "publish", draft)
    take(desk, "publish", draft, **{name: "They did"})
    change(draft, body="<p>They shouted ???</p><p>Two</p>")

    assert not answers_at(desk, "update", draft)
    take(desk, "update", draft, kind="update")

    assert visible(draft).number == 2


def test_reasons_for_a_text_that_was_changed_meanwhile_are_not_kept(desk, draft):
    change(draft, body="<p>They shouted ???</p>")
    data = form_at(desk, step("publish", draft))
    (name,) = answers_at(desk, "publish", draft)
    change(draft, body="<p>They said TBC</p>")

    response = desk.post(step("publish", draft), data | {name: "They did"})

    assert "Somebody saved this article while you were here" in errors_in(response)
    assert "“TBC” looks like a placeholder" in checklist_in(response)
    assert not AcceptedWarning.objects.exists()
