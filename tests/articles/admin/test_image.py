"""The picture library: taking a file in, and showing it where it is used."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture

from articles.models import Image
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in
from tests.makers import make_article, make_image, make_person

ADD = "/admin/articles/image/add/"


def picture_file(colour="darkred"):
    """A small photograph, as a camera would name it."""
    written = BytesIO()
    Picture.new("RGB", (400, 300), colour).save(written, "JPEG")
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


def test_the_same_file_again_is_the_same_picture(desk):
    upload(desk)
    upload(desk, alt_text="Something else")

    assert Image.objects.get().alt_text == "Released people leave a bus"


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


def test_a_picture_names_where_it_is_used(desk):
    image = make_image()
    article, person = make_article(picture=image), make_person(picture=image)
    unused = make_image()

    links = tree_of(desk.get(address_of(image))).xpath("//main//a/@href")

    assert address_of(article) in links
    assert address_of(person) in links
    assert "Nothing yet" in desk.get(address_of(unused)).content.decode()


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


def test_there_is_no_preview_of_nothing_or_for_those_without_rights(desk, onlooker):
    from tests.articles.admin.conftest import client_of

    image = make_image()

    assert desk.get("/admin/articles/image/999/preview/").status_code == 404
    address = f"/admin/articles/image/{image.pk}/preview/"
    assert client_of(onlooker).get(address).status_code == 404


def test_a_picture_in_use_is_not_deleted(desk):
    image = make_image()
    make_article(picture=image)

    desk.post(address_of(image, "delete"), {"post": "yes"})

    assert Image.objects.filter(pk=image.pk).exists()


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
