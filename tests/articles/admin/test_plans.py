"""What is planned is said wherever one could collide with it, and can be moved or replaced in one act."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing import schedule, update, withdraw
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.articles.admin.stepping import at, change, step, take, visible

HOUR = timedelta(hours=1)


@pytest.fixture
def planned(changed, tomorrow):
    """A live article whose version 2 becomes an update tomorrow."""
    update(changed, by=None, kind="update", at=tomorrow)
    return changed


def standing_of(response):
    return " ".join(tree_of(response).find_class("standing")[0].text_content().split())


def buttons_of(response):
    names = tree_of(response).xpath("//input[@type='submit']/@name")
    return {name[6:] for name in names if name.startswith("_step_")}


def test_the_form_says_which_text_goes_live_and_when(desk, planned, tomorrow):
    page = desk.get(address_of(planned))

    words = standing_of(page)
    assert "Version 2 goes live as an update in 23 hours 59 minutes: " in words
    assert f"{tomorrow:%H:%M}" in words
    assert buttons_of(page) == {"update", "reschedule", "cancel", "withdraw"}


def test_a_first_publication_and_a_withdrawal_are_said(desk, draft, live, tomorrow):
    withdraw(live, by=None, reason="The licence ends.", at=tomorrow)

    words = standing_of(desk.get(step("withdraw", live)))

    assert "The article is withdrawn (“The licence ends.”) in 23 hours 59 minutes: " in words


@pytest.mark.parametrize("name", ["update", "withdraw"])
def test_every_step_that_collides_says_so_and_asks(desk, planned, name):
    page = desk.get(step(name, planned))
    assert "Version 2 goes live as an update in 23 hours" in standing_of(page)
    assert "Do this instead. What is scheduled is cancelled." in page.content.decode()

    response = take(desk, name, planned, kind="minor", reason="It was wrong.")

    assert response.status_code == 422
    assert "Tick this if what is scheduled shall not happen." in errors_in(response)
    assert planned.editions.count() == 2


def test_publishing_now_instead_is_one_act(desk, planned, tomorrow):
    change(planned, headline="Better words by now")

    take(desk, "update", planned, kind="minor", instead="on")

    assert (visible(planned).headline, visible(planned, tomorrow).number) == (
        "Better words by now",
        2,
    )
    assert visible(planned).kind == "minor"


def test_withdrawing_instead_is_one_act(desk, planned, tomorrow):
    take(desk, "withdraw", planned, reason="It was wrong.", instead="on")

    assert visible(planned) is None
    assert visible(planned, tomorrow) is None


def test_a_plan_that_a_colleague_made_meanwhile_is_not_given_up_unseen(desk, changed, tomorrow):
    seen = form_at(desk, step("update", changed)) | {"kind": "minor"}
    update(changed, by=None, at=tomorrow)

    response = desk.post(step("update", changed), seen | {"instead": "on", "planned": ""})

    assert "is scheduled for" in errors_in(response)
    assert typed_in(response)["planned"] == [tomorrow.isoformat()]
    assert "instead" not in typed_in(response)
    assert desk.post(step("update", changed), typed_in(response)).status_code == 422
    again = typed_in(response) | {"instead": "on"}
    assert desk.post(step("update", changed), again).status_code == 302


def test_what_was_to_be_replaced_may_be_over(desk, planned):
    seen = form_at(desk, step("withdraw", planned)) | {"reason": "It was wrong.", "instead": "on"}
    desk.post(step("cancel", planned), form_at(desk, step("cancel", planned)))

    response = desk.post(step("withdraw", planned), seen)

    assert "is scheduled no more" in errors_in(response)
    assert visible(planned) is not None
    assert desk.post(step("withdraw", planned), typed_in(response)).status_code == 302


def test_the_hour_is_changed_without_cancelling(desk, planned, tomorrow):
    page = desk.get(step("reschedule", planned))
    assert typed_in(page)["at_1"] == [f"{tomorrow:%H:%M:%S}"]
    assert "As it is now" in page.content.decode()

    response = take(desk, "reschedule", planned, **at(tomorrow - HOUR))

    assert visible(planned, tomorrow - HOUR).number == 2
    assert visible(planned, tomorrow - HOUR - timedelta(seconds=1)).number == 1
    assert "Planned: Version 2 goes live as an update in 22 hours" in (
        desk.get(response.url).content.decode()
    )


def test_what_is_planned_happens_now(desk, planned):
    take(desk, "reschedule", planned, when="now")

    assert (visible(planned).headline, visible(planned).kind) == ("As it is now", "update")


def test_which_text_is_asked_where_there_are_two(desk, planned):
    change(planned, headline="Better words by now")
    refused = take(desk, "reschedule", planned, when="now")
    assert "Choose which text readers shall see." in errors_in(refused)

    take(desk, "reschedule", planned, when="now", text="planned")
    assert visible(planned).headline == "As it is now"


def test_the_saved_text_may_take_the_place_of_the_planned_one(desk, planned, tomorrow):
    change(planned, headline="Better words by now")

    take(desk, "reschedule", planned, text="saved", **at(tomorrow))

    assert visible(planned, tomorrow).headline == "Better words by now"
    assert visible(planned).headline == "As it was"


def test_the_hour_of_a_first_publication_is_changed(desk, draft, tomorrow):
    schedule(draft, by=None, at=tomorrow)
    page = desk.get(address_of(draft))
    assert "Version 1 is published in 23 hours 59 minutes" in standing_of(page)
    assert buttons_of(page) >= {"reschedule", "cancel"}

    take(desk, "reschedule", draft, **at(tomorrow + HOUR))

    assert visible(draft, tomorrow) is None
    assert visible(draft, tomorrow + HOUR).number == 1


def test_a_change_leaves_a_planned_withdrawal_planned(desk, changed, tomorrow):
    withdraw(changed, by=None, reason="The licence ends.", at=tomorrow)
    refused = take(desk, "update", changed)
    assert typed_in(refused)["planned"] == [""]

    desk.post(step("update", changed), typed_in(refused) | {"kind": "minor"})

    assert visible(changed).headline == "As it is now"
    assert visible(changed, tomorrow) is None


def test_a_plan_in_a_forged_form_is_refused(desk, planned):
    response = take(desk, "reschedule", planned, planned="soon", when="now")

    assert response.status_code == 422
    assert visible(planned).number == 1


def test_the_time_beside_a_field_is_said_while_it_is_typed(desk, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    address = "/admin/articles/article/when/"

    def words(**asked):
        return desk.get(address, asked).json()["words"]

    day = (timezone.now() + timedelta(days=3, hours=2, minutes=5)).astimezone(
        timezone.get_default_timezone()
    )
    said = words(date=f"{day:%Y-%m-%d}", time=f"{day:%H:%M}")
    assert said.startswith("in 3 days ")
    assert f"{day:%H:%M} ({day:%Z})" in said
    assert words(moment=day.isoformat()).startswith("in 3 days ")
    assert "02:30 does not exist" in words(date="2030-03-31", time="02:30")
    assert "02:30 happens twice" in words(date="2030-10-27", time="02:30")
    assert words(date="2030-03-31", time="") == words() == ""
    assert words(date="soon", time="12:00") == "Enter a valid date."


def test_strangers_are_told_no_time(client, db):
    assert client.get("/admin/articles/article/when/").status_code == 302


def test_a_time_that_was_sent_back_says_how_long_until_then(desk, changed, tomorrow):
    response = take(desk, "update", changed, when="later", **at(tomorrow))

    (said,) = tree_of(response).xpath("//fieldset//output[@data-when]")
    assert said.text.startswith("in 23 hours 59 minutes: ")
