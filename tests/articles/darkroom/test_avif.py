import struct

import pytest

from articles.darkroom.avif import is_avif
from articles.darkroom.inspection import inspect
from articles.darkroom.refusals import PictureRefused
from tests.articles.darkroom.drawing import drawn, saved, see_through

START = struct.pack(">I", 28) + b"ftypavif\0\0\0\0avifmif1miaf"
HEAD = bytes(4)


def box(kind, *contents):
    content = b"".join(contents)
    return struct.pack(">I", 8 + len(content)) + kind + content


def size(width, height):
    return box(b"ispe", HEAD, struct.pack(">II", width, height))


def file_of(*properties, pixels=b"", tables=b""):
    shapes = box(b"iprp", box(b"ipco", *properties))
    return START + box(b"meta", HEAD, tables, shapes) + box(b"mdat", pixels)


def test_a_file_is_known_by_any_of_its_brands():
    assert is_avif(START)
    assert is_avif(struct.pack(">I", 20) + b"ftypmif1\0\0\0\0avif")
    assert not is_avif(struct.pack(">I", 20) + b"ftypheic\0\0\0\0mif1")
    assert not is_avif(struct.pack(">I", 20) + b"ftypheicavifmif1")
    assert not is_avif(b"")


def test_transparency_is_read():
    container = inspect(saved(see_through(), "AVIF"))

    assert (container.width, container.height) == (640, 400)


def test_of_several_sizes_the_largest_counts():
    container = inspect(file_of(size(160, 100), size(640, 400), size(320, 200)))

    assert (container.width, container.height) == (640, 400)


def test_too_many_pixels_in_few_bytes_are_refused():
    bomb = file_of(size(160, 100), size(60_000, 60_000))

    assert len(bomb) < 200
    with pytest.raises(PictureRefused, match="60,000 × 60,000 pixels"):
        inspect(bomb)


def test_a_box_may_give_its_length_in_eight_bytes_or_reach_to_the_end():
    long = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 20) + b"abcd"
    open_ended = struct.pack(">I", 0) + b"mdat" + b"abcd"

    for last in (long, open_ended):
        data = file_of(size(640, 400))[:-8] + last
        assert inspect(data).end == len(data)


def item(number, kind, *, version=2):
    key = struct.pack(">H" if version == 2 else ">I", number)
    return box(b"infe", bytes((version, 0, 0, 0)), key, b"\0\0", kind, b"\0")


def places(*extents, version=0):
    """One item for each start and length in the file."""
    rows = b"".join(
        struct.pack(">H" if version < 2 else ">I", number)
        + (b"" if version == 0 else b"\0\0")
        + struct.pack(">HHII", 0, 1, *extent)
        for number, extent in enumerate(extents, start=1)
    )
    count = struct.pack(">H" if version < 2 else ">I", len(extents))
    return box(b"iloc", bytes((version, 0, 0, 0)), b"\x44\x00", count, rows)


def with_items(kind, pixels, notes, *, version):
    """A file of one coded picture and one item of another kind."""

    def built(start):
        counts = struct.pack(">H", 2)
        kinds = box(b"iinf", HEAD, counts, item(1, b"av01"), item(2, kind))
        table = places((start, len(pixels)), (start + len(pixels), len(notes)), version=version)
        return file_of(size(640, 400), pixels=pixels + notes, tables=kinds + table)

    return built(len(built(0)) - len(pixels) - len(notes))


@pytest.mark.parametrize("version", [0, 1, 2])
@pytest.mark.parametrize("kind", [b"Exif", b"mime"])
def test_program_text_in_a_noted_item_is_refused(kind, version):
    assert inspect(with_items(kind, b"\x12\0<svg", b"taken in Minsk", version=version)).width == 640
    with pytest.raises(PictureRefused, match="something besides the picture"):
        inspect(with_items(kind, b"\x12\0", b"see <script>", version=version))


def test_program_text_between_the_items_is_refused():
    data = file_of(size(640, 400), pixels=b"<script>", tables=places((0, 4)))

    with pytest.raises(PictureRefused, match="something besides the picture"):
        inspect(data)


@pytest.mark.parametrize("kind", [b"free", b"skip"])
def test_program_text_in_an_unused_box_is_refused(kind):
    with pytest.raises(PictureRefused, match="something besides the picture"):
        inspect(drawn("AVIF") + box(kind, b"<?php"))


@pytest.mark.parametrize(
    "data",
    [
        START,
        START + box(b"mdat"),
        file_of(),
        file_of(size(640, 400))[:-8],
        file_of(size(640, 400)[:12]),
        START + box(b"meta", HEAD, struct.pack(">I", 4) + b"ispe"),
        START + box(b"meta", HEAD, struct.pack(">I", 90) + b"ispe"),
        file_of(size(640, 400), tables=box(b"iloc")),
        file_of(size(640, 400), tables=box(b"iloc", HEAD, b"\x44\0", b"\xff\xff")),
        START + box(b"iprp"),
        START + b"".join(struct.pack(">I", 8 * (5000 - n)) + b"iprp" for n in range(5000)),
        START + box(b"meta", HEAD, *[box(b"iprp", box(b"iprp", box(b"iprp", box(b"iprp"))))]),
    ],
    ids=[
        "nothing",
        "no-meta",
        "no-size",
        "no-pixels",
        "size-cut-short",
        "box-shorter-than-its-head",
        "box-beyond-its-list",
        "places-empty",
        "places-cut-short",
        "list-outside",
        "deep-outside",
        "deep-inside",
    ],
)
def test_contradictory_structure_is_refused(data):
    with pytest.raises(PictureRefused, match="cut short"):
        inspect(data)
