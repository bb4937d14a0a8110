import pytest

from articles.models import Image, Rendition
from tests.makers import make_image
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def make_rendition(**overrides):
    """The row of a rendition, without its file."""
    fields = {"format": "webp", "width": 800, "height": 500, "file": "renditions/1.webp"}
    return Rendition.objects.create(**({"image": make_image()} | fields | overrides))


def test_image_content_unique():
    make_image(content_hash="a" * 64)

    with refused_by("image_content_unique"):
        make_image(content_hash="a" * 64)


def test_image_pixels_unique():
    make_image(pixel_hash="a" * 64)

    with refused_by("image_pixels_unique"):
        make_image(pixel_hash="a" * 64)


def test_pictures_whose_pixels_were_not_hashed_are_several():
    assert make_image(pixel_hash="").pk != make_image(pixel_hash="").pk


@pytest.mark.parametrize("pixel_hash", ["0" * 63, "A" * 64, "g" * 64, " "])
def test_image_pixel_hash_well_formed(pixel_hash):
    with refused_by("image_pixel_hash_well_formed"):
        make_image(pixel_hash=pixel_hash)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param({"alt_text": ""}, id="neither"),
        pytest.param({"alt_text": " "}, id="blank"),
        pytest.param({"alt_text": "A square", "is_decorative": True}, id="both"),
    ],
)
def test_image_alt_text_or_decorative(words):
    with refused_by("image_alt_text_or_decorative"):
        make_image(**words)


def test_a_decorative_picture_has_no_alternative_text():
    assert make_image(alt_text="", is_decorative=True).pk


def test_image_credit_not_empty():
    with refused_by("image_credit_not_empty"):
        make_image(credit="")


@pytest.mark.parametrize("point", [{"focal_x": -0.1}, {"focal_x": 1.1}, {"focal_y": 2}])
def test_image_focal_point_inside(point):
    with refused_by("image_focal_point_inside"):
        make_image(**point)


@pytest.mark.parametrize("size", [{"width": 0}, {"height": 0}])
def test_image_size_not_zero(size):
    with refused_by("image_size_not_zero"):
        make_image(**size)


def test_rendition_unique():
    image = make_image()
    make_rendition(image=image)

    with refused_by("rendition_unique"):
        make_rendition(image=image, file="renditions/2.webp")


def test_a_picture_has_several_renditions():
    image = make_image()
    make_rendition(image=image)

    assert make_rendition(image=image, width=400, height=250).pk
    assert make_rendition(image=image, format="jpeg").pk


def test_rendition_format_known():
    with refused_by("rendition_format_known"):
        make_rendition(format="gif")


@pytest.mark.parametrize("size", [{"width": 0}, {"height": 0}])
def test_rendition_size_not_zero(size):
    with refused_by("rendition_size_not_zero"):
        make_rendition(**size)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"alt_text": "A square", "caption": "At noon"}, "A square"),
        ({"caption": "At noon"}, "At noon"),
        ({"pk": 7}, "Picture 7"),
    ],
)
def test_a_picture_is_called_by_what_it_shows(words, name):
    assert str(Image(**words)) == name


def test_a_rendition_is_called_by_its_size():
    assert str(Rendition(image_id=7, width=800, height=500, format="webp")) == "7 800×500 webp"
