"""The chunks of a WebP file (RFC 9649)."""

from articles.darkroom.container import Container, CutShort, number_at

PIXELS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
ANIMATION = {b"ANIM", b"ANMF"}


def is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def read_webp(data: bytes) -> Container:
    """Read the chunks of the RIFF file; raises `CutShort` if it is longer than the data."""
    end = 8 + number_at(data, 4, 4, byteorder="little")
    if end > len(data):
        raise CutShort
    position, is_animated = 12, False
    size: tuple[int, int] | None = None
    notes: list[bytes] = []
    while position < end:
        kind, content = data[position : position + 4], position + 8
        length = number_at(data, position + 4, 4, byteorder="little")
        if size is None:
            size = _size(kind, data, content)
        is_animated |= kind in ANIMATION
        if kind not in PIXELS:
            notes.append(data[content : content + length])
        position = content + length + length % 2
    if size is None or position != end:
        raise CutShort
    return Container(
        "WEBP", "webp", *size, end=end, metadata=b"".join(notes), is_animated=is_animated
    )


def _size(kind: bytes, data: bytes, content: int) -> tuple[int, int]:
    """Width and height from the first chunk, which says them in one of three ways."""
    if kind == b"VP8X":
        width, height = (number_at(data, content + at, 3, byteorder="little") for at in (4, 7))
        return width + 1, height + 1
    if kind == b"VP8L":
        bits = number_at(data, content + 1, 4, byteorder="little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = (number_at(data, content + at, 2, byteorder="little") for at in (6, 8))
        return width & 0x3FFF, height & 0x3FFF
    raise CutShort
