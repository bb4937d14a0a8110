"""The boxes of an AVIF file (ISO/IEC 14496-12 and 23008-12; AV1 Image File Format 1.1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.darkroom.container import Container, CutShort, number_at

BRANDS = {b"avif", b"avis"}
# Boxes that are nothing but a list of boxes, with the length of what stands before the list.
LISTS = {b"meta": 4, b"iprp": 0, b"ipco": 0}
# What stands side by side in a file; anything else behind the picture does not belong to it.
OUTERMOST = {b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip"}
DEEPEST = 3  # lists in lists: meta, iprp, ipco
NOTES = {b"Exif", b"mime", b"uri "}


@dataclass(frozen=True)
class _Box:
    kind: bytes
    content: int
    end: int


def is_avif(data: bytes) -> bool:
    """Whether the file says so in its first box: as its own brand or among those it keeps to."""
    if data[4:8] != b"ftyp":
        return False
    brands = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return any(brands[at : at + 4] in BRANDS for at in range(0, len(brands), 4) if at != 4)


def read_avif(data: bytes) -> Container:
    """Read the boxes; raises `CutShort` where one ends behind the file or there is no size.

    The largest size of all items counts: of a picture in tiles that is the whole. What notes and
    unused bytes lie between the coded pictures is read as metadata.
    """
    boxes = list(_boxes(data, 0, len(data)))
    kinds = {box.kind for box in boxes}
    sizes = [
        (number_at(data, box.content + 4, 4), number_at(data, box.content + 8, 4))
        for box in boxes
        if box.kind == b"ispe"
    ]
    if not sizes or b"mdat" not in kinds:
        raise CutShort
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Container(
        "AVIF",
        "avif",
        width,
        height,
        end=max(box.end for box in boxes),
        metadata=_metadata(data, boxes),
        is_animated=b"moov" in kinds or data[8:12] == b"avis",
    )


def _boxes(data: bytes, position: int, end: int, *, depth: int = 0) -> Iterator[_Box]:
    while position < end:
        kind = data[position + 4 : position + 8]
        if depth == 0 and kind not in OUTERMOST:
            return
        length = number_at(data, position, 4)
        content = position + 8
        if length == 1:
            length, content = number_at(data, content, 8), content + 8
        box_end = end if length == 0 else position + length
        if box_end < content or box_end > end or depth > DEEPEST:
            raise CutShort
        yield _Box(kind, content, box_end)
        if kind in LISTS:
            yield from _boxes(data, content + LISTS[kind], box_end, depth=depth + 1)
        position = box_end


def _metadata(data: bytes, boxes: list[_Box]) -> bytes:
    """All that is no coded picture: boxes of other kinds, noted items, and gaps between items."""
    notes = [data[box.content : box.end] for box in boxes if box.kind not in {b"mdat", *LISTS}]
    item_kinds = _item_kinds(data, boxes)
    covered = []
    for item, start, stop in _places(data, boxes):
        if item_kinds.get(item) in NOTES:
            notes.append(data[start:stop])
        covered.append((start, stop))
    for box in boxes:
        if box.kind == b"mdat":
            notes.extend(_gaps(data, box, sorted(covered)))
    return b"".join(notes)


def _gaps(data: bytes, box: _Box, covered: list[tuple[int, int]]) -> Iterator[bytes]:
    position = box.content
    for start, stop in covered:
        if start < box.content or start >= box.end:
            continue
        yield data[position : max(position, start)]
        position = max(position, stop)
    yield data[position : box.end]


def _item_kinds(data: bytes, boxes: list[_Box]) -> dict[int, bytes]:
    """What each item is, by its number (`infe` entries of version 2 and 3)."""
    kinds = {}
    for table in (box for box in boxes if box.kind == b"iinf"):
        count_length = 2 if number_at(data, table.content, 1) == 0 else 4
        for entry in _boxes(data, table.content + 4 + count_length, table.end, depth=1):
            number_length = 4 if number_at(data, entry.content, 1) == 3 else 2
            number = number_at(data, entry.content + 4, number_length)
            at = entry.content + 4 + number_length + 2
            kinds[number] = data[at : at + 4]
    return kinds


def _places(data: bytes, boxes: list[_Box]) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of the extents of every item that lies in the file (`iloc`)."""
    for table in (box for box in boxes if box.kind == b"iloc"):
        version, at = number_at(data, table.content, 1), table.content + 6
        lengths = number_at(data, table.content + 4, 2)
        offset_length, extent_length = lengths >> 12, lengths >> 8 & 15
        base_length, index_length = lengths >> 4 & 15, lengths & 15 if version else 0
        wide = 4 if version == 2 else 2
        count, at = number_at(data, at, wide), at + wide
        for _ in range(count):
            number, at = number_at(data, at, wide), at + wide
            method = number_at(data, at, 2) & 15 if version else 0
            at += 4 if version else 2
            base, at = number_at(data, at, base_length), at + base_length
            extents, at = number_at(data, at, 2), at + 2
            for _ in range(extents):
                at += index_length
                offset, at = number_at(data, at, offset_length), at + offset_length
                length, at = number_at(data, at, extent_length), at + extent_length
                if method == 0:
                    yield number, base + offset, base + offset + length
