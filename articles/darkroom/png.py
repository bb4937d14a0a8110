"""The chunks of a PNG file (W3C Portable Network Graphics, third edition)."""

from articles.darkroom.container import Container, CutShort, number_at

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"fdAT"}


def read_png(data: bytes) -> Container:
    """Read the chunks up to the end chunk; raises `CutShort` if there is none."""
    position, is_animated = len(SIGNATURE), False
    size: tuple[int, int] | None = None
    notes: list[bytes] = []
    while True:
        length = number_at(data, position, 4)
        kind, content = data[position + 4 : position + 8], position + 8
        if (kind == b"IHDR") != (size is None):
            raise CutShort
        if size is None:
            size = (number_at(data, content, 4), number_at(data, content + 4, 4))
        is_animated |= kind == b"acTL"
        if kind not in PIXELS:
            notes.append(data[content : content + length])
        position = content + length + 4
        if kind == b"IEND" and position <= len(data):
            return Container(
                "PNG", "png", *size, end=position, metadata=b"".join(notes), is_animated=is_animated
            )
