"""What the darkroom is asked for and what it answers: a line of JSON, then bytes."""

import json
from dataclasses import dataclass
from typing import Any

from articles.darkroom.refusals import PictureRefused

FORMATS = ("avif", "webp", "jpeg")


class Garbled(Exception):
    """An answer that the darkroom would not write: it broke down, or was taken over."""


@dataclass(frozen=True)
class Size:
    """A rendition that a picture should have; `format` is `avif`, `webp` or `jpeg`."""

    format: str
    width: int
    height: int


@dataclass(frozen=True)
class Order:
    """Renditions up to these widths but those that are `there`; the original too, if it is wanted."""

    widths: tuple[int, ...]
    formats: tuple[str, ...] = FORMATS
    there: frozenset[tuple[str, int]] = frozenset()
    with_original: bool = True

    def packed(self, data: bytes) -> bytes:
        """The order and the file, as they go to the darkroom."""
        asked = {
            "widths": self.widths,
            "formats": self.formats,
            "there": sorted(self.there),
            "with_original": self.with_original,
        }
        return json.dumps(asked).encode() + b"\n" + data


@dataclass(frozen=True)
class Developed:
    """A picture without anything but its pixels.

    `pixel_hash` is the SHA-256 of size, mode and pixels: equal for files that show the same, whatever
    they note beside it. `original` is the whole picture, encoded anew, and empty if it was not wanted.
    """

    width: int
    height: int
    pixel_hash: str
    extension: str
    original: bytes
    renditions: tuple[tuple[Size, bytes], ...]

    def packed(self) -> bytes:
        """The picture as it comes from the darkroom."""
        told = {
            "width": self.width,
            "height": self.height,
            "pixel_hash": self.pixel_hash,
            "extension": self.extension,
            "original": len(self.original),
            "renditions": [
                [size.format, size.width, size.height, len(content)]
                for size, content in self.renditions
            ],
        }
        contents = (content for _, content in self.renditions)
        return b"".join((json.dumps(told).encode(), b"\n", self.original, *contents))


def unpack_order(packed: bytes) -> tuple[Order, bytes]:
    """The order and the file."""
    line, _, data = packed.partition(b"\n")
    asked = json.loads(line)
    there = frozenset((file_format, width) for file_format, width in asked["there"])
    order = Order(tuple(asked["widths"]), tuple(asked["formats"]), there, asked["with_original"])
    return order, data


def pack_refusal(refusal: PictureRefused) -> bytes:
    """The answer that the file can't be taken."""
    return json.dumps({"refusal": str(refusal)}).encode() + b"\n"


def unpack_answer(packed: bytes) -> Developed:
    """The developed picture; raises `PictureRefused` if it was refused, `Garbled` for anything else."""
    line, _, rest = packed.partition(b"\n")
    try:
        told = json.loads(line)
        refusal = told.get("refusal")
        developed = None if refusal else _unpacked(told, rest)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Garbled("the answer can't be read") from error
    if developed is None:
        raise PictureRefused(refusal)
    return developed


def _unpacked(told: dict[str, Any], rest: bytes) -> Developed:
    position = int(told["original"])
    original, renditions = rest[:position], []
    for file_format, width, height, length in told["renditions"]:
        renditions.append((Size(file_format, width, height), rest[position : position + length]))
        position += length
    if position != len(rest):
        raise Garbled("the answer is shorter or longer than it says")
    return Developed(
        told["width"],
        told["height"],
        told["pixel_hash"],
        told["extension"],
        original,
        tuple(renditions),
    )
