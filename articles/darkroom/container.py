from dataclasses import dataclass

from articles.darkroom.refusals import PictureRefused


@dataclass(frozen=True)
class Container:
    """What a picture file says about itself before anything in it is decoded.

    `format` is Pillow's name. `end` is the offset behind the last byte that belongs to the picture.
    `metadata` is all that cameras and programs wrote beside the pixels.
    """

    format: str
    extension: str
    width: int
    height: int
    end: int
    metadata: bytes
    is_animated: bool = False


class CutShort(PictureRefused):
    """The file ends before the picture does, or its parts contradict each other."""

    def __init__(self) -> None:
        super().__init__(
            "The file is damaged or was cut short on its way. "
            "Copy it again from where it came from, or open it and save it as a new JPEG."
        )


def number_at(data: bytes, offset: int, length: int, *, byteorder: str = "big") -> int:
    """The unsigned number of that many bytes; raises `CutShort` where the file has ended."""
    part = data[offset : offset + length]
    if len(part) < length:
        raise CutShort
    return int.from_bytes(part, "big" if byteorder == "big" else "little")
