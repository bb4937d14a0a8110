import struct
from io import BytesIO

import pytest

from articles.darkroom.inspection import MAX_BYTES, inspect, read_limited
from articles.darkroom.refusals import PictureRefused
from tests.articles.darkroom.drawing import (
    after_start_of_jpeg,
    draw,
    drawn,
    jpeg_segment,
    png_chunk,
    saved,
)

ACCEPTED = ["JPEG", "PNG", "WEBP", "AVIF"]


@pytest.mark.parametrize("file_format", ACCEPTED)
def test_size_and_end_are_read_without_decoding(file_format):
    data = drawn(file_format, 640, 400)

    container = inspect(data)

    assert (container.format, container.width, container.height) == (file_format, 640, 400)
    assert container.end == len(data)


@pytest.mark.parametrize(
    "data",
    [
        drawn("JPEG", progressive=True),
        drawn("JPEG", restart_marker_blocks=1),
        drawn("WEBP", lossless=True),
        saved(draw().convert("RGBA"), "WEBP", exif=b"Exif\0\0II*\0"),
    ],
    ids=["progressive", "restarts", "lossless", "extended"],
)
def test_variants_of_the_formats_are_read(data):
    assert (inspect(data).width, inspect(data).height) == (640, 400)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (drawn("GIF"), "GIF files are not taken"),
        (drawn("BMP"), "BMP files are not taken"),
        (drawn("TIFF"), "TIFF and raw files are not taken"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC files are not taken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Export the drawing as PNG"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><svg/>", "Export the drawing as PNG"),
        (b"%PDF-1.7\n", "Export the page that you need as PNG"),
        (b"Minsk, Belarus", "Upload a JPEG, PNG, WebP or AVIF file"),
        (b"MZ" + bytes(100), "Upload a JPEG, PNG, WebP or AVIF file"),
    ],
    ids=["gif", "bmp", "tiff", "heic", "svg", "svg-bom", "pdf", "text", "program"],
)
def test_other_formats_are_refused_with_a_way_out(data, words):
    with pytest.raises(PictureRefused, match=words):
        inspect(data)


@pytest.mark.parametrize("file_format", ACCEPTED)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_truncated_file_is_refused(file_format, share):
    data = drawn(file_format)

    with pytest.raises(PictureRefused, match="cut short"):
        inspect(data[: int(len(data) * share)])


@pytest.mark.parametrize("file_format", ACCEPTED)
@pytest.mark.parametrize("addition", [b"PK\x03\x04archive", b"<script>", b"\x01"])
def test_bytes_behind_the_picture_are_refused(file_format, addition):
    with pytest.raises(PictureRefused, match="something besides the picture"):
        inspect(drawn(file_format) + addition)


@pytest.mark.parametrize(
    "text",
    [
        b"<ScRiPt>alert()</script>",
        b"<?php ?>",
        b"<html>",
        b"<svg>",
        b"%PDF-1.4",
        b"<!DOCTYPE html>",
    ],
)
def test_program_text_in_the_metadata_is_refused(text):
    jpeg = after_start_of_jpeg(drawn("JPEG"), jpeg_segment(0xFE, b"see " + text))
    png = drawn("PNG")
    png = png[:33] + png_chunk(b"tEXt", b"Comment\0" + text) + png[33:]

    for data in (jpeg, png):
        with pytest.raises(PictureRefused, match="something besides the picture"):
            inspect(data)


def test_archive_in_the_metadata_is_refused():
    archive = b"PK\x03\x04" + bytes(40) + b"PK\x05\x06" + bytes(18)

    with pytest.raises(PictureRefused, match="something besides the picture"):
        inspect(after_start_of_jpeg(drawn("JPEG"), jpeg_segment(0xFE, archive)))


def test_ordinary_notes_of_cameras_are_admitted():
    notes = (
        b"http://ns.adobe.com/xap/1.0/\0<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    )
    data = after_start_of_jpeg(drawn("JPEG", comment="by hand"), jpeg_segment(0xE1, notes))

    assert inspect(data).end == len(data)


def test_further_pictures_of_a_phone_belong_to_the_file():
    data = drawn("JPEG") + bytes(64) + drawn("JPEG", 160, 100) + bytes(3)

    container = inspect(data)

    assert (container.width, container.end) == (640, len(data))


def test_film_of_a_phone_behind_the_picture_is_refused():
    with pytest.raises(PictureRefused, match="such as a film"):
        inspect(drawn("JPEG") + b"\0\0\0\x18ftypmp42")


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused(file_format):
    frames = [draw(40, 40), draw(40, 40).rotate(90)]
    data = saved(frames[0], file_format, save_all=True, append_images=frames[1:], duration=100)

    with pytest.raises(PictureRefused, match="one still picture"):
        inspect(data)


def _png_of_size(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8000, 5001), (50_000, 50_000), (16_001, 10), (10, 16_001)])
def test_too_many_pixels_are_refused_before_they_are_decoded(size):
    with pytest.raises(PictureRefused, match=f"{size[0]:,} × {size[1]:,} pixels"):
        inspect(_png_of_size(*size))


@pytest.mark.parametrize("size", [(8000, 5000), (16_000, 2_500), (1, 1)])
def test_sizes_at_the_limits_are_admitted(size):
    container = inspect(_png_of_size(*size))

    assert (container.width, container.height) == size


@pytest.mark.parametrize("size", [(0, 5), (5, 0)])
def test_no_pixels_are_refused(size):
    with pytest.raises(PictureRefused, match="no pixels"):
        inspect(_png_of_size(*size))


def _webp(*chunks):
    body = b"WEBP" + b"".join(kind + struct.pack("<I", len(text)) + text for kind, text in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8" + jpeg_segment(0xC0, b"\x08\0\x01\0\x01") * 2 + b"\xff\xd9",
        b"\xff\xd8\xff\xe0\0\0\xff\xd9",
        b"\xff\xd8garbage\xff\xd9",
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IDAT", b""),
        _png_of_size(1, 1)[:33] * 2,
        _webp(),
        _webp((b"EXIF", b"no picture")),
        b"RIFF\x15\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(10),
        b"RIFF\x14\0\0\0WEBPVP8X\xff\xff\0\0" + bytes(8),
    ],
    ids=[
        "jpeg-without-frame",
        "jpeg-with-two-frames",
        "jpeg-with-impossible-length",
        "jpeg-with-garbage",
        "png-without-header",
        "png-with-two-headers",
        "webp-empty",
        "webp-without-picture",
        "webp-shorter-than-its-chunk",
        "webp-chunk-beyond-the-file",
    ],
)
def test_contradictory_structure_is_refused(data):
    with pytest.raises(PictureRefused):
        inspect(data)


def test_largest_file_is_admitted_and_one_byte_more_is_not():
    assert len(read_limited(BytesIO(bytes(MAX_BYTES)))) == MAX_BYTES
    with pytest.raises(PictureRefused, match="larger than 15 MB"):
        read_limited(BytesIO(bytes(MAX_BYTES + 1)))


def test_empty_file_is_refused():
    with pytest.raises(PictureRefused, match="empty"):
        read_limited(BytesIO())
