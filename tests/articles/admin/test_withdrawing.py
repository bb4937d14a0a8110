"""Withdrawing, by the newsroom or by order, and putting corrections into other words."""

import pytest

from articles.publishing import correct
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.articles.admin.stepping import step, take, visible


@pytest.fixture
def corrected(changed):
    correct(changed, by=None, note="It was 31.")
    return changed


def test_a_legal_order_is_told_with_who_gave_it(desk, client, live):
    address = live.editions.get().path
    take(
        desk,
        "withdraw",
        live,
        why="order",
        reason="A court ordered it.",
        authority="Court of Minsk",
        order_url="https://court.example.org/1",
    )

    edition = live.editions.get()
    assert (edition.is_legal_order, edition.legal_authority) == (True, "Court of Minsk")
    assert client.get(address).status_code == 451


def test_an_authority_belongs_to_an_order(desk, live):
    response = take(desk, "withdraw", live, reason="x", authority="Court of Minsk")

    assert "only where a legal order withdraws it" in errors_in(response)
    assert typed_in(response)["authority"] == ["Court of Minsk"]
    assert visible(live) is not None


def test_an_address_of_an_order_is_of_the_web(desk, live):
    response = take(
        desk, "withdraw", live, why="order", reason="x", order_url="javascript:alert(1)"
    )

    assert "Enter a valid URL." in errors_in(response)
    assert visible(live) is not None


def test_a_correction_leads_to_its_other_words(desk, editor, corrected):
    page = tree_of(desk.get(address_of(corrected)))
    (address,) = page.xpath("//a[starts-with(text(), 'Change these words')]/@href")
    data = form_at(desk, address)
    assert (data["correction"], data["note"]) == (["2"], ["It was 31."])

    response = desk.post(address, data | {"note": "It was 31, not 13."})

    assert response.url == address_of(corrected)
    edition = visible(corrected)
    assert (edition.rewords, edition.note) == (2, "It was 31, not 13.")
    assert edition.created_by == editor


def test_which_correction_is_asked_and_a_missing_one_refused(desk, corrected):
    response = take(desk, "reword", corrected, note="Words")
    assert "Choose the correction." in errors_in(response)

    response = take(desk, "reword", corrected, correction="7", note="Words")
    assert "7 is not one of the available choices" in errors_in(response)
    assert visible(corrected).number == 2


def test_the_same_words_again_are_refused_kindly(desk, corrected):
    response = take(desk, "reword", corrected, correction="2", note="It was 31.")

    assert response.status_code == 422
    assert "Nothing has changed" in errors_in(response)


def test_an_article_without_corrections_offers_no_other_words(desk, live):
    assert "Change these words" not in desk.get(address_of(live)).content.decode()
    assert desk.get(step("reword", live)).status_code == 200
