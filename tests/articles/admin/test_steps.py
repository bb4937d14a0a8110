"""The steps that readers notice: publish, schedule, change, correct, withdraw, and what is planned."""

import pytest

from articles.models import Article, Edition
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.articles.admin.stepping import change, step, take, visible
from tests.makers import make_user

STEPS = ("publish", "schedule", "update", "reschedule", "cancel", "reword", "withdraw")


def test_publishing_shows_the_article_to_readers(desk, editor, draft):
    response = take(desk, "publish", draft)

    assert response.url == address_of(draft)
    assert (visible(draft).headline, visible(draft).created_by) == ("As it was", editor)
    assert "Published. Readers see it now." in desk.get(response.url).content.decode()


def test_looking_at_a_step_changes_nothing(desk, draft):
    for name in STEPS:
        assert desk.get(step(name, draft)).status_code == 200

    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", STEPS)
def test_a_reporter_takes_no_step(reporter, draft, name):
    Article.objects.filter(pk=draft.pk).update(created_by=reporter)
    client = client_of(reporter)

    refused = client.get(step(name, draft))
    assert refused.status_code == 403
    words = "Chief editors, editors of its section and superusers may do this."
    assert words in refused.content.decode()
    assert client.post(step(name, draft), {"version": "1"}).status_code == 403
    page = tree_of(client.get(address_of(draft)))
    assert not page.xpath(f"//input[@name='_step_{name}']")
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", STEPS)
def test_there_is_no_step_of_an_article_that_is_not_theirs(reporter, draft, name):
    assert client_of(reporter).get(step(name, draft)).status_code == 404


def test_strangers_are_asked_to_sign_in(client, draft):
    assert client.get(step("publish", draft)).url.startswith("/admin/login/")


@pytest.mark.parametrize("key", ["999", "nonsense"])
def test_there_is_no_step_of_a_missing_article(desk, key):
    assert desk.get(f"/admin/articles/article/{key}/publish/").status_code == 404


def test_a_step_shows_a_changed_dateline_beside_the_old_one(desk, changed):
    Article.objects.filter(pk=changed.pk).update(dateline="HOMIEL, Belarus", body="<p>One.</p>")

    page = tree_of(desk.get(step("update", changed)))

    now, then = (
        " ".join(side.text_content().split()) for side in page.cssselect(".comparison section")
    )
    assert "HOMIEL" not in now
    assert "HOMIEL, Belarus – One." in then


def test_an_update_replaces_the_live_edition(desk, changed):
    assert visible(changed).headline == "As it was"

    take(desk, "update", changed, kind="update", note="More is known")

    assert (visible(changed).headline, visible(changed).note) == ("As it is now", "More is known")
    assert visible(changed).updated_at is not None


def test_what_a_change_is_for_readers_is_asked_and_never_guessed(desk, changed):
    response = take(desk, "update", changed, note="Typed")

    assert "Choose what this change is for readers." in errors_in(response)
    assert typed_in(response)["note"] == ["Typed"]
    assert visible(changed).headline == "As it was"


def test_a_clarification_is_told_and_leaves_the_text(desk, live):
    take(desk, "update", live, kind="clarification", note="Both are of 1833.")

    assert (visible(live).kind, visible(live).note) == ("clarification", "Both are of 1833.")
    assert visible(live).number == 2


def test_a_tick_that_belongs_to_a_correction_does_no_harm_to_an_update(desk, changed):
    take(desk, "update", changed, kind="update", is_grave="on")

    assert (visible(changed).headline, visible(changed).is_grave) == ("As it is now", False)


def test_a_minor_change_does_not_count_as_an_update(desk, changed):
    take(desk, "update", changed, kind="minor")

    assert (visible(changed).kind, visible(changed).updated_at) == ("minor", None)


def test_a_correction_tells_readers_what_was_wrong(desk, changed):
    take(desk, "update", changed, kind="correction", note="It was 31, not 13.", is_grave="on")

    assert visible(changed).is_grave
    assert (visible(changed).kind, visible(changed).note) == ("correction", "It was 31, not 13.")


def test_a_correction_without_its_words_is_refused(desk, changed):
    response = take(
        desk, "update", changed, kind="correction", note=" ", when="later", at_0="2030-01-01"
    )

    assert response.status_code == 422
    assert "Write what was wrong and what is right" in errors_in(response)
    assert typed_in(response)["at_0"] == ["2030-01-01"]
    assert visible(changed).headline == "As it was"


def test_an_update_without_a_change_is_refused_kindly(desk, live):
    response = take(desk, "update", live, kind="minor", note="Typed in vain")

    assert response.status_code == 422
    assert "Nothing has changed since the live edition" in errors_in(response)
    assert typed_in(response)["note"] == ["Typed in vain"]


def test_a_step_that_is_not_possible_says_so_before_and_after(desk, live):
    page = desk.get(step("publish", live))

    assert "This step is not possible while the status is “Live”" in errors_in(page)
    response = desk.post(step("publish", live), typed_in(page))
    assert "Readers see this article already" in errors_in(response)


def test_a_withdrawn_article_is_gone_and_its_reason_stays(desk, editor, live):
    take(desk, "withdraw", live, reason="The source was wrong.")

    assert visible(live) is None
    edition = live.editions.get()
    assert (edition.withdrawal_reason, edition.withdrawn_by) == ("The source was wrong.", editor)


def test_what_another_saved_meanwhile_is_not_published_unseen(desk, draft):
    seen = form_at(desk, step("publish", draft))
    change(draft, headline="Saved by somebody else")

    response = desk.post(step("publish", draft), seen)

    assert "Somebody saved this article while you were here" in errors_in(response)
    assert "Saved by somebody else" in response.content.decode()
    assert not Edition.objects.exists()
    assert desk.post(step("publish", draft), typed_in(response)).status_code == 302
    assert visible(draft).headline == "Saved by somebody else"


def test_the_button_saves_what_was_typed_before_it_opens_the_step(desk, draft):
    data = form_at(desk, address_of(draft)) | {"headline": "Typed just now", "_step_publish": ""}

    response = desk.post(address_of(draft), data)

    assert response.url == step("publish", draft)
    draft.refresh_from_db()
    assert draft.headline == "Typed just now"
    assert not Edition.objects.exists()
    assert "Typed just now" in desk.get(response.url).content.decode()


def test_a_form_that_can_not_be_saved_opens_no_step(desk, draft):
    data = form_at(desk, address_of(draft)) | {"headline": "", "_step_publish": ""}

    assert errors_in(desk.post(address_of(draft), data))


def test_a_reporters_form_with_a_step_in_it_is_refused_and_kept(reporter, draft):
    Article.objects.filter(pk=draft.pk).update(created_by=reporter)
    client = client_of(reporter)
    data = form_at(client, address_of(draft)) | {"headline": "Typed", "_step_publish": ""}

    response = client.post(address_of(draft), data)

    words = "Publish: Chief editors, editors of its section and superusers may do this."
    assert words in errors_in(response)
    assert typed_in(response)["headline"] == ["Typed"]
    draft.refresh_from_db()
    assert draft.headline == "As it was"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", {"publish", "schedule", "submit", "embargo"}),
        ("live", {"update", "withdraw"}),
    ],
)
def test_the_form_offers_what_is_possible(desk, state, expected, request):
    article = request.getfixturevalue(state)

    buttons = tree_of(desk.get(address_of(article))).xpath("//input[@type='submit']/@name")

    assert {name[6:] for name in buttons if name.startswith("_step_")} == expected


def test_the_editions_are_listed_with_their_times(desk, changed):
    take(desk, "update", changed, kind="correction", note="It was 31, not 13.")
    other = make_user(is_staff=True, is_superuser=True)

    table = tree_of(client_of(other).get(address_of(changed))).find_class("editions__table")[0]

    words = " ".join(table.text_content().split())
    assert "2 Correction" in words
    assert "It was 31, not 13." in words
    assert "Edith Editor" in words
    assert "1 First publication" in words
