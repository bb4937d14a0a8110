from dataclasses import replace

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from articles.darkroom.decoding import decode
from articles.darkroom.inspection import inspect
from articles.darkroom.refusals import PictureRefused
from tests.articles.darkroom.drawing import (
    after_start_of_jpeg,
    draw,
    drawn,
    jpeg_segment,
    looks,
    saved,
)

ORIENTATION = 0x0112
SMALL = {kind: drawn(kind, 24, 16) for kind in ("JPEG", "PNG", "WEBP", "AVIF")}


def read(data):
    return decode(data, inspect(data))


def corners(picture):
    """The colours of the four corners, clockwise from the upper left."""
    right, bottom = picture.width - 4, picture.height - 4
    places = [(4, 4), (right, 4), (right, bottom), (4, bottom)]
    return [looks(picture.convert("RGB").getpixel(place)) for place in places]


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("orientation", "red_corner"),
    [(1, 0), (2, 1), (3, 2), (4, 3), (5, 0), (6, 1), (7, 2), (8, 3)],
)
def test_picture_is_turned_as_the_camera_was_held(file_format, orientation, red_corner):
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = orientation

    picture = read(drawn(file_format, 64, 40, exif=exif))

    assert picture.size == ((64, 40) if orientation < 5 else (40, 64))
    assert corners(picture).index("red") == red_corner
    assert corners(picture).count("blue") == 3


def test_unreadable_orientation_leaves_the_picture_as_it_is():
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = 77

    assert corners(read(drawn("JPEG", 64, 40, exif=exif)))[0] == "red"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "I;16", "CMYK", "YCbCr", "LA", "RGBA"])
def test_every_mode_becomes_colours_of_a_screen(mode):
    file_format = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    picture = read(saved(draw().convert("L" if mode == "I;16" else mode), file_format))

    assert picture.mode == ("RGBA" if mode in {"LA", "RGBA"} else "RGB")


def test_sixteen_bits_of_grey_keep_their_brightness():
    grey = PIL.Image.new("I;16", (8, 8), 0x8000)

    assert read(saved(grey, "PNG")).getpixel((4, 4)) == (128, 128, 128)


def test_palette_keeps_its_transparent_colour():
    palette = draw(64, 40).quantize(4)
    transparent = palette.getpixel((60, 36))

    picture = read(saved(palette, "PNG", transparency=transparent))

    assert picture.getpixel((60, 36))[3] == 0
    assert picture.getpixel((4, 4))[3] == 255


def _profile_with_swapped_colours():
    """A profile in which red and blue changed places, so that its use can be seen."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


@pytest.mark.parametrize(
    ("file_format", "mode"),
    [("JPEG", "RGB"), ("PNG", "RGB"), ("WEBP", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGBA")],
)
def test_colours_are_read_by_the_profile_of_the_file(file_format, mode):
    drawing = draw().convert(mode)
    if mode == "RGBA":
        drawing.putpixel((600, 300), (0, 0, 0, 0))

    picture = read(saved(drawing, file_format, icc_profile=_profile_with_swapped_colours()))

    assert picture.mode == mode
    assert looks(picture.getpixel((10, 10))) == "blue"


@pytest.mark.parametrize("profile", [b"no profile", _profile_with_swapped_colours()])
def test_profile_that_does_not_fit_is_left_out(profile):
    grey = PIL.Image.new("L", (8, 8), 100)

    assert read(saved(grey, "PNG", icc_profile=profile)).getpixel((4, 4)) == (100, 100, 100)


def test_nothing_but_pixels_is_left():
    data = after_start_of_jpeg(
        drawn("JPEG", comment="at home", dpi=(72, 72)), jpeg_segment(0xE1, b"x")
    )

    assert read(data).info == {}


def test_size_in_the_header_must_be_that_of_the_pixels():
    data = drawn("WEBP", 64, 40)

    with pytest.raises(PictureRefused):
        decode(data, replace(inspect(data), width=65))


@given(
    data=st.sampled_from(sorted(SMALL.values())),
    cut=st.floats(0, 1),
    damage=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=4),
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_damaged_file_is_read_or_refused_and_nothing_else(data, cut, damage):
    damaged = bytearray(data[: max(1, round(len(data) * cut))])
    for place, value in damage:
        damaged[int(place * len(damaged))] = value

    try:
        picture = read(bytes(damaged))
    except PictureRefused:
        return
    assert picture.mode in {"RGB", "RGBA"}
    assert picture.width * picture.height > 0
