"""What a file must be before any decoder sees it: a whole, still picture of a bearable size."""

import re
from collections.abc import Callable
from typing import Protocol

from articles.darkroom.avif import is_avif, read_avif
from articles.darkroom.container import Container
from articles.darkroom.jpeg import START_OF_IMAGE, read_jpeg
from articles.darkroom.png import SIGNATURE, read_png
from articles.darkroom.refusals import PictureRefused
from articles.darkroom.webp import is_webp, read_webp

MAX_BYTES = 15_000_000
MAX_PIXELS = 40_000_000
MAX_SIDE = 16_000  # WebP ends at 16,383

_SAVE_AGAIN = "Open it in a picture program and save it as JPEG, PNG, WebP or AVIF."
_OTHER_FORMATS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"GIF8"), f"GIF files are not taken. {_SAVE_AGAIN}"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!doctype svg)", re.IGNORECASE),
        (
            "SVG drawings are not taken, because they can carry programs. "
            "Export the drawing as PNG, at least 1,600 pixels wide."
        ),
    ),
    (
        re.compile(rb".{4}ftyp(?:hei|hev|mif|msf)", re.DOTALL),
        (f"HEIC files are not taken. {_SAVE_AGAIN} A phone can be set to take pictures as JPEG."),
    ),
    (re.compile(rb"II\*\x00|MM\x00\*"), f"TIFF and raw files are not taken. {_SAVE_AGAIN}"),
    (re.compile(rb"BM"), f"BMP files are not taken. {_SAVE_AGAIN}"),
    (re.compile(rb"%PDF-"), "This is a PDF document. Export the page that you need as PNG."),
)
_PROGRAM_TEXT = re.compile(rb"<script|<\?php|<html|<svg|<!doctype|%pdf-", re.IGNORECASE)


class Readable(Protocol):
    """An opened file or an upload."""

    def read(self, size: int, /) -> bytes: ...


def read_limited(file: Readable) -> bytes:
    """The bytes of a file, or a refusal before more than `MAX_BYTES` of them are in memory."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureRefused(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB. "
            "Save it in a smaller size: 2,000 pixels of width are plenty."
        )
    if not data:
        raise PictureRefused("The file is empty. Choose it again, or copy it again first.")
    return data


def inspect(data: bytes) -> Container:
    """Read a file's structure without decoding it; raises `PictureRefused` with what to do."""
    container = _reader(data)(data)
    _refuse_size(container)
    if container.is_animated:
        raise PictureRefused("The picture moves. Save one still picture of it and upload that.")
    if container.end < len(data) or _is_something_else(container.metadata):
        raise PictureRefused(
            "The file holds something besides the picture, such as a film or a program. "
            "Open it in a picture program and save it as a new picture."
        )
    return container


def _reader(data: bytes) -> Callable[[bytes], Container]:
    if data.startswith(START_OF_IMAGE):
        return read_jpeg
    if data.startswith(SIGNATURE):
        return read_png
    if is_webp(data):
        return read_webp
    if is_avif(data):
        return read_avif
    for form, message in _OTHER_FORMATS:
        if form.match(data):
            raise PictureRefused(message)
    raise PictureRefused(
        "This is not a picture in a known format. Upload a JPEG, PNG, WebP or AVIF file."
    )


def _refuse_size(container: Container) -> None:
    width, height = container.width, container.height
    if width < 1 or height < 1:
        raise PictureRefused("The picture has no pixels. Save it again in a picture program.")
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise PictureRefused(
            f"The picture has {width:,} × {height:,} pixels; at most {MAX_PIXELS:,} "
            f"and {MAX_SIDE:,} on one side are taken. "
            "Save it in a smaller size: 2,000 pixels of width are plenty."
        )


def _is_something_else(metadata: bytes) -> bool:
    """Whether the notes beside the pixels make the file a web page, a document or an archive too."""
    is_archive = b"PK\x03\x04" in metadata and b"PK\x05\x06" in metadata
    return is_archive or _PROGRAM_TEXT.search(metadata) is not None
