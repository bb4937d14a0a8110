"""The parts of a JPEG file (ITU-T T.81, annex B)."""

import re
from dataclasses import dataclass, field

from articles.darkroom.container import Container, CutShort, number_at

START_OF_IMAGE = b"\xff\xd8"
END_OF_IMAGE = 0xD9
START_OF_SCAN = 0xDA
# Frame headers hold the size. C4, C8 and CC lie between them and are tables.
FRAME_HEADERS = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
NOTES = {*range(0xE0, 0xF0), 0xFE}

_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# In compressed data a marker is any that is neither an escaped byte nor a restart.
_MARKER_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_PADDING = re.compile(rb"\x00*")


@dataclass
class _Reading:
    """How far the file has been read, and what was found."""

    position: int
    size: tuple[int, int] | None = None
    notes: list[bytes] = field(default_factory=list)


def read_jpeg(data: bytes) -> Container:
    """Read the segments of every picture in the file; raises `CutShort` if one has no end.

    Phones put further pictures (a preview, a map of brightness) behind the first one. They belong to
    the file; only the first is ever shown.
    """
    first = _read_picture(data, 0)
    if first.size is None:
        raise CutShort
    end, notes = first.position, first.notes
    while data.startswith(START_OF_IMAGE, end):
        further = _read_picture(data, end)
        notes += further.notes
        end = further.position
    return Container("JPEG", "jpg", *first.size, end=end, metadata=b"".join(notes))


def _end_of_padding(data: bytes, position: int) -> int:
    padding = _PADDING.match(data, position)
    return padding.end() if padding else position


def _read_picture(data: bytes, start: int) -> _Reading:
    reading = _Reading(start + len(START_OF_IMAGE))
    marker_form = _MARKER
    while True:
        found = marker_form.search(data, reading.position)
        if found is None or (marker_form is _MARKER and found.start() != reading.position):
            raise CutShort
        marker = found[1][0]
        if marker == END_OF_IMAGE:
            reading.position = _end_of_padding(data, found.end())
            return reading
        _read_segment(data, found.end(), marker, reading)
        marker_form = _MARKER_AFTER_SCAN if marker == START_OF_SCAN else _MARKER


def _read_segment(data: bytes, start: int, marker: int, reading: _Reading) -> None:
    length = number_at(data, start, 2)
    if length < 2:
        raise CutShort
    if marker in FRAME_HEADERS:
        if reading.size is not None:
            raise CutShort
        reading.size = (number_at(data, start + 5, 2), number_at(data, start + 3, 2))
    if marker in NOTES:
        reading.notes.append(data[start + 2 : start + length])
    reading.position = start + length
