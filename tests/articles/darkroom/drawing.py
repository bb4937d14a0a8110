"""Real picture files, drawn here: the left upper quarter is red, the rest blue."""

import struct
from io import BytesIO
from typing import Any

import PIL.Image

RED, BLUE = (220, 30, 30), (30, 30, 220)


def draw(width: int = 640, height: int = 400) -> PIL.Image.Image:
    picture = PIL.Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    return picture


def see_through() -> PIL.Image.Image:
    """The same with nothing in the right lower quarter."""
    picture = draw().convert("RGBA")
    picture.paste((0, 0, 0, 0), (320, 200, 640, 400))
    return picture


def saved(picture: PIL.Image.Image, file_format: str = "JPEG", **options: Any) -> bytes:
    written = BytesIO()
    picture.save(written, file_format, **options)
    return written.getvalue()


def drawn(file_format: str = "JPEG", width: int = 640, height: int = 400, **options: Any) -> bytes:
    return saved(draw(width, height), file_format, **options)


def opened(data: bytes) -> PIL.Image.Image:
    return PIL.Image.open(BytesIO(data))


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk with a wrong checksum: for what must be refused before anybody checks it."""
    return struct.pack(">I", len(content)) + kind + content + b"\0\0\0\0"


def jpeg_segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def after_start_of_jpeg(data: bytes, segment: bytes) -> bytes:
    return data[:2] + segment + data[2:]


def looks(color: Any) -> str:
    """What a person would call the colour, since no format but PNG keeps it exactly."""
    red, green, blue = color[:3]
    if min(red, green, blue) > 200:
        return "white"
    return "red" if red > blue + 100 else "blue" if blue > red + 100 else "something else"
