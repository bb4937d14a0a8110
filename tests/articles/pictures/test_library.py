from hashlib import sha256
from io import BytesIO
from typing import Any

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Image
from articles.pictures import AlreadyInLibrary, PictureRefused, add_picture
from articles.pictures.completing import complete_picture
from tests.articles.darkroom.drawing import draw, drawn, looks, opened, saved, see_through

pytestmark = pytest.mark.django_db

GPS = 0x8825
WORDS: dict[str, Any] = {"alt_text": "A red field on blue ground", "credit": "Somebody"}


def add(data, **overrides):
    return add_picture(BytesIO(data), **WORDS | overrides)


def completed(data):
    """A picture for which the task has run that makes what takes long."""
    image = add(data)
    complete_picture.call(image.pk)
    return image


def files(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_picture_is_stored_with_what_is_said_about_it(media_folder):
    data = drawn("PNG", 640, 400)

    image = add(
        data,
        caption="A flag",
        licence="CC0-1.0",
        source_url="https://example.org/flag",
        focal_x=0.25,
        focal_y=0.75,
    )

    image.refresh_from_db()
    assert (image.width, image.height) == (640, 400)
    assert image.content_hash == sha256(data).hexdigest()
    assert (image.alt_text, image.credit) == ("A red field on blue ground", "Somebody")
    assert (image.caption, image.licence) == ("A flag", "CC0-1.0")
    assert image.source_url == "https://example.org/flag"
    assert (image.focal_x, image.focal_y) == (0.25, 0.75)
    assert image.original.name.startswith("originals/")
    assert image.original.name.endswith(f"{image.content_hash}.png")
    with opened((media_folder / image.original.name).read_bytes()) as stored:
        assert list(stored.get_flattened_data()) == list(draw(640, 400).get_flattened_data())


def test_original_keeps_no_notes(media_folder):
    exif = PIL.Image.Exif()
    exif[0x010E] = "taken at home"
    exif.get_ifd(GPS)[1] = "N"
    exif[GPS] = {1: "N", 2: (53.0, 54.0, 0.0)}
    image = add(drawn("JPEG", exif=exif, comment="secret"))

    data = (media_folder / image.original.name).read_bytes()

    assert not any(word in data for word in (b"home", b"secret", b"Exif"))
    assert not opened(data).getexif()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (drawn("PNG"), "png"),
        (saved(draw().convert("RGBA"), "PNG"), "png"),
        (drawn("JPEG"), "jpg"),
        (drawn("WEBP"), "jpg"),
        (drawn("AVIF"), "jpg"),
        (saved(see_through(), "WEBP"), "png"),
        (saved(see_through(), "AVIF"), "png"),
    ],
    ids=["png", "png-alpha", "jpeg", "webp", "avif", "webp-see-through", "avif-see-through"],
)
def test_original_looks_as_the_file_did(media_folder, data, ending):
    image = add(data)

    assert image.original.name.endswith(f".{ending}")
    with opened((media_folder / image.original.name).read_bytes()) as stored:
        colours = stored.convert("RGB")
        assert stored.size == (640, 400)
        assert looks(colours.getpixel((10, 10))) == "red"
        assert looks(colours.getpixel((10, 390))) == "blue"


def test_upload_from_a_form_is_taken():
    upload = SimpleUploadedFile("flag.jpeg", drawn("JPEG"), content_type="image/jpeg")

    assert add_picture(upload, alt_text="A flag", credit="Somebody").renditions.count() == 3


def test_turned_picture_has_the_size_that_people_see():
    exif = PIL.Image.Exif()
    exif[0x0112] = 6

    image = add(drawn("JPEG", 640, 400, exif=exif))

    assert (image.width, image.height) == (400, 640)
    assert {(one.width, one.height) for one in image.renditions.all()} == {
        (320, 512),
        (400, 640),
    }


@pytest.mark.parametrize(
    "again",
    [
        drawn("PNG"),
        drawn("PNG", compress_level=1),
        drawn("PNG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"),
        drawn("WEBP", lossless=True),
    ],
    ids=["same bytes", "other compression", "other notes", "other format"],
)
def test_what_shows_the_same_is_the_same_picture(media_folder, again):
    first = add(drawn("PNG"))
    stored = files(media_folder)

    with pytest.raises(AlreadyInLibrary, match="A red field on blue ground") as refusal:
        add(again, alt_text="Other words", credit="Somebody else")

    assert refusal.value.image == first
    assert Image.objects.get().alt_text == "A red field on blue ground"
    assert files(media_folder) == stored


def test_what_shows_something_else_is_another_picture():
    turned = draw(400, 640)
    assert len({add(data).pk for data in (drawn("PNG"), drawn("JPEG"), saved(turned, "PNG"))}) == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"alt_text": ""}, "Describe the picture in the alternative text"),
        ({"is_decorative": True}, "or mark it as decorative"),
        ({"credit": " "}, "The credit must not be empty"),
        ({"focal_x": 1.5}, "less than or equal to 1"),
        ({"source_url": "example"}, "valid URL"),
        ({"caption": "x" * 501}, "at most 500 characters"),
    ],
)
def test_words_that_do_not_fit_store_nothing(media_folder, words, message):
    with pytest.raises(ValidationError, match=message):
        add(drawn(), **words)

    assert not Image.objects.exists()
    assert files(media_folder) == []


def test_decorative_picture_needs_no_words():
    assert add(drawn(), alt_text="", is_decorative=True).alt_text == ""


@pytest.mark.parametrize("data", [b"", b"no picture", drawn("GIF"), drawn()[:-20]])
def test_refused_file_stores_nothing(media_folder, data):
    with pytest.raises(PictureRefused):
        add(data)

    assert not Image.objects.exists()
    assert files(media_folder) == []
