"""The picture library: taking a file in, and showing it where it is used."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture

from articles.models import Image
from articles.pictures import AlreadyInLibrary, read_picture
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.makers import make_image

ADD = "/admin/articles/image/add/"


def picture_file(quality=75):
    """A small photograph, as a camera would name it. One colour is the same in every quality."""
    written = BytesIO()
    Picture.new("RGB", (400, 300), "gray").save(written, "JPEG", quality=quality)
    return SimpleUploadedFile("DSC_0001.JPG", written.getvalue(), "image/jpeg")


def upload(desk, file=None, **fields):
    data = form_at(desk, ADD) | {
        "alt_text": "Released people leave a bus",
        "credit": "Ann Author",
        "file": file or picture_file(),
    }
    return desk.post(ADD, data | fields)


def test_an_upload_becomes_a_picture_with_renditions(desk):
    response = upload(desk, caption="At the border", focal_x="0.25")

    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.width, image.height, image.focal_x) == (400, 300, 0.25)
    assert (image.alt_text, image.caption) == ("Released people leave a bus", "At the border")
    assert image.renditions.exists()


def test_the_same_picture_again_is_refused_and_the_known_one_is_offered(desk):
    upload(desk)
    known = Image.objects.get()

    response = upload(desk, picture_file(quality=100), alt_text="Something else")

    assert Image.objects.get() == known
    assert known.alt_text == "Released people leave a bus"
    assert "in the library already: Released people leave a bus" in errors_in(response)
    page = tree_of(response)
    assert page.xpath(f"//form//a[@href='{address_of(known)}']")
    assert page.xpath("//form//button[@name='_use_known']/@value") == [str(known.pk)]
    assert page.xpath("//input[@name='alt_text']/@value") == ["Something else"]


def test_the_known_picture_is_opened_or_handed_to_the_form_that_asked(desk):
    image = make_image(alt_text="A bus")

    opened = desk.post(ADD, {"_use_known": image.pk})
    handed = desk.post(f"{ADD}?_popup=1", {"_use_known": image.pk, "_popup": "1"})

    assert opened.headers["Location"] == address_of(image)
    (data,) = tree_of(handed).xpath("//@data-popup-response")
    assert json.loads(data)["value"] == str(image.pk)
    assert Image.objects.count() == 1


@pytest.mark.parametrize("key", ["999", "none"])
def test_only_a_picture_of_the_library_is_handed_on(desk, key):
    assert desk.post(ADD, {"_use_known": key}).status_code == 404


def test_who_may_not_add_pictures_has_no_file_read(moderator, monkeypatch):
    monkeypatch.setattr("articles.admin.image.read_picture", pytest.fail)
    image = make_image()
    client = client_of(moderator)

    assert (
        client.post(ADD, {"file": picture_file(), "alt_text": "A", "credit": "B"}).status_code
        == 403
    )
    assert client.post(ADD, {"_use_known": image.pk}).status_code == 403


def test_somebody_else_may_store_the_picture_while_it_is_read(desk, monkeypatch):
    known = make_image(alt_text="A bus")

    def quicker(picture, **words):
        raise AlreadyInLibrary(known)

    monkeypatch.setattr("articles.admin.image.store_picture", quicker)

    response = upload(desk)

    assert "in the library already: A bus" in errors_in(response)
    assert str(known.pk) in tree_of(response).xpath("//button[@name='_use_known']/@value")


def test_a_file_is_read_before_the_transaction(desk, monkeypatch):
    in_transaction = []

    def reads(file):
        in_transaction.append(len(connection.savepoint_ids))
        return read_picture(file)

    before = len(connection.savepoint_ids)
    monkeypatch.setattr("articles.admin.image.read_picture", reads)

    upload(desk)

    assert in_transaction == [before]
    assert Image.objects.exists()


def test_a_form_that_is_not_complete_has_no_file_read(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.image.read_picture", pytest.fail)

    assert "This field is required." in errors_in(upload(desk, credit=""))


def test_what_is_no_picture_is_refused_and_the_words_are_kept(desk):
    response = upload(desk, SimpleUploadedFile("notes.jpg", b"These are notes.", "image/jpeg"))

    assert errors_in(response)
    assert typed_in(response)["alt_text"] == ["Released people leave a bus"]
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"alt_text": ""}, "Describe the picture in the alternative text, or mark it"),
        ({"is_decorative": "on"}, "Describe the picture in the alternative text, or mark it"),
        ({"credit": ""}, "This field is required."),
        ({"focal_x": "1.5"}, "less than or equal to 1"),
    ],
)
def test_what_must_be_said_with_a_picture_is_asked_for(desk, fields, words):
    assert words in errors_in(upload(desk, **fields))
    assert not Image.objects.exists()


def test_a_decorative_picture_needs_no_description(desk):
    upload(desk, alt_text="", is_decorative="on")

    assert Image.objects.get().is_decorative


def test_the_words_of_a_picture_change_and_its_file_does_not(desk):
    upload(desk)
    image = Image.objects.get()
    data = form_at(desk, address_of(image))

    desk.post(address_of(image), data | {"alt_text": "A bus at the border"})

    assert "file" not in data
    image.refresh_from_db()
    assert image.alt_text == "A bus at the border"


def test_the_preview_is_a_small_picture_with_its_words(desk):
    upload(desk)
    image = Image.objects.get()

    preview = tree_of(desk.get(f"/admin/articles/image/{image.pk}/preview/"))

    shown = preview.xpath("//img")[0]
    assert shown.get("alt") == "Released people leave a bus"
    assert shown.get("src") in {one.file.url for one in image.renditions.all()}
    assert "Ann Author" in preview.text_content()


def test_a_picture_whose_file_is_missing_says_so(desk):
    image = make_image(alt_text="A bus")

    page = desk.get(f"/admin/articles/image/{image.pk}/preview/").content.decode()

    assert "A bus (its file is missing)" in page


def test_there_is_no_preview_of_nothing_or_for_those_without_rights(desk, moderator):
    image = make_image()

    assert desk.get("/admin/articles/image/999/preview/").status_code == 404
    address = f"/admin/articles/image/{image.pk}/preview/"
    assert client_of(moderator).get(address).status_code == 404


def test_the_library_asks_as_often_for_many_pictures_as_for_one(desk):
    address = address_of(Image, "changelist")
    make_image()
    desk.get(address)
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address)
    for _ in range(5):
        make_image()

    with CaptureQueriesContext(connection) as for_many:
        desk.get(address)

    assert len(for_many) == len(for_one) <= 10
