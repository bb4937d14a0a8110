"""An editor's pictures in a browser: uploading, the point that stays in view, the same one again."""

from io import BytesIO

import PIL.Image
import pytest
from playwright.sync_api import expect

from articles.models import Image
from articles.pictures import add_picture
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import carry_session, make_editor, press, sign_in
from tests.makers import make_article

ADD = "/admin/articles/image/add/"


@pytest.fixture
def editor(transactional_db):
    return make_editor()


@pytest.fixture
def desk(page, editor):
    """The editor's browser."""
    carry_session(page, editor)
    return page


def photograph(file_format="JPEG"):
    written = BytesIO()
    PIL.Image.new("RGB", (400, 300), "gray").save(written, file_format)
    return written.getvalue()


def picture_of_the_library():
    return add_picture(BytesIO(photograph()), alt_text="A bus at the border", credit="Ann Author")


def choose_file(page, data, name="DSC_0001.JPG"):
    file = {"name": name, "mimeType": "image/jpeg", "buffer": data}
    page.get_by_label("File").set_input_files(files=[file])


def say_what_it_is(page):
    page.get_by_label("Alternative text").fill("Released people leave a bus")
    page.get_by_label("Credit").fill("Ann Author")


def mark_of(page):
    return page.get_by_role("button", name="Focal point")


def expect_point(page, x, y):
    """Both fields, the words and the place of the ring say the same."""
    expect(page.get_by_label("Focal x")).to_have_value(f"{x / 100:g}")
    expect(page.get_by_label("Focal y")).to_have_value(f"{y / 100:g}")
    expect(page.locator("focal-point output")).to_have_text(
        f"{x}% from the left, {y}% from the top"
    )
    stage, mark = page.locator(".focal-point__stage").bounding_box(), mark_of(page).bounding_box()
    centre = (mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    assert centre[0] == pytest.approx(stage["x"] + stage["width"] * x / 100, abs=1.5)
    assert centre[1] == pytest.approx(stage["y"] + stage["height"] * y / 100, abs=1.5)


def point_at(page, x, y):
    """The place on the screen of a point of the picture, in hundredths."""
    box = page.locator(".focal-point__stage").bounding_box()
    return box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_point_is_set_by_keyboard_before_a_file_is_uploaded(desk, file_format):
    desk.goto(ADD)
    expect(mark_of(desk)).to_be_hidden()
    choose_file(desk, photograph(file_format))
    say_what_it_is(desk)

    desk.get_by_label("Focal y").focus()
    desk.keyboard.press("Tab")
    expect(mark_of(desk)).to_be_focused()
    for key in ("Shift+ArrowLeft", "ArrowLeft", "ArrowLeft", "Shift+ArrowDown", "ArrowUp"):
        desk.keyboard.press(key)
    expect_point(desk, 38, 59)
    for _ in range(6):
        desk.keyboard.press("Shift+ArrowUp")
    expect_point(desk, 38, 0)
    press(desk, "Save")

    expect(desk.locator(".messagelist")).to_contain_text("was added successfully")
    image = Image.objects.get()
    assert (image.focal_x, image.focal_y) == (0.38, 0)


def test_the_point_is_set_by_mouse_on_a_picture_of_the_library(desk):
    image = picture_of_the_library()
    desk.goto(f"/admin/articles/image/{image.pk}/change/")
    expect_point(desk, 50, 50)

    desk.locator(".focal-point__stage").scroll_into_view_if_needed()
    desk.mouse.click(*point_at(desk, 25, 75))
    expect_point(desk, 25, 75)
    desk.mouse.down()
    desk.mouse.move(*point_at(desk, 60, 40))
    desk.mouse.move(*point_at(desk, 130, 40))
    desk.mouse.up()
    expect_point(desk, 100, 40)
    desk.mouse.move(*point_at(desk, 10, 10))
    expect_point(desk, 100, 40)
    for crop in desk.locator(".focal-point__crop").all():
        expect(crop).to_have_css("object-position", "100% 40%")
    press(desk, "Save")

    expect(desk.locator(".messagelist")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (1, 0.4)


def test_cuts_are_shown_in_the_shapes_of_the_pages(desk):
    image = picture_of_the_library()
    desk.goto(f"/admin/articles/image/{image.pk}/change/")
    expect(mark_of(desk)).to_be_visible()

    boxes = [crop.bounding_box() for crop in desk.locator(".focal-point__crop").all()]
    assert [round(box["width"] / box["height"], 2) for box in boxes] == [1.5, 0.8]


def test_the_ring_follows_the_number_fields(desk):
    image = picture_of_the_library()
    desk.goto(f"/admin/articles/image/{image.pk}/change/")

    desk.get_by_label("Focal x").fill("0.2")
    desk.get_by_label("Focal y").fill("0.9")

    expect_point(desk, 20, 90)


def test_a_file_that_is_no_picture_has_no_point(desk):
    desk.goto(ADD)
    choose_file(desk, photograph())
    expect(mark_of(desk)).to_be_visible()
    choose_file(desk, b"These are notes.", "notes.jpg")

    expect(mark_of(desk)).to_be_hidden()
    say_what_it_is(desk)
    press(desk, "Save")
    expect(desk.locator(".errornote")).to_be_visible()
    expect(desk.locator(".errorlist").first).to_contain_text("not a picture in a known format")


def test_the_same_picture_again_is_taken_from_the_library(desk, editor):
    image = picture_of_the_library()
    article = make_article()
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Add another image").click()
    popup = opened.value
    choose_file(popup, photograph())
    say_what_it_is(popup)
    press(popup, "Save")
    expect(popup.get_by_text("in the library already")).to_be_visible()
    expect(popup.get_by_role("img", name="A bus at the border")).to_be_visible()
    assert_no_axe_violations(popup)
    press(popup, "Use the picture of the library")

    expect(desk.get_by_role("combobox", name="Picture")).to_contain_text("A bus at the border")
    expect(desk.get_by_role("img", name="A bus at the border")).to_be_visible()
    press(desk, "Save")
    expect(desk.locator(".messagelist")).to_be_visible()
    article.refresh_from_db()
    assert article.picture == image
    assert Image.objects.count() == 1


def test_the_point_is_two_numbers_without_javascript(page_without_javascript, editor):
    page = page_without_javascript
    sign_in(page, ADD)
    choose_file(page, photograph())
    say_what_it_is(page)
    page.get_by_label("Focal x").fill("0.2")
    page.get_by_label("Focal y").fill("0.9")
    press(page, "Save")

    expect(page.locator(".messagelist")).to_be_visible()
    assert Image.objects.values_list("focal_x", "focal_y").get() == (0.2, 0.9)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_accessible(desk, scheme):
    image = picture_of_the_library()
    desk.emulate_media(color_scheme=scheme)
    for address in (ADD, f"/admin/articles/image/{image.pk}/change/"):
        desk.goto(address)
        if address == ADD:
            choose_file(desk, photograph())
        expect(mark_of(desk)).to_be_visible()
        assert_no_axe_violations(desk)


def test_the_form_fits_a_narrow_screen(desk):
    image = picture_of_the_library()
    desk.set_viewport_size({"width": 320, "height": 740})
    desk.goto(f"/admin/articles/image/{image.pk}/change/")
    expect(mark_of(desk)).to_be_visible()

    assert desk.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
