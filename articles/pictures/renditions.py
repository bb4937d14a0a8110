"""The sizes and formats in which readers get a picture."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO

import PIL.Image
from django.db import transaction

from articles.models import Image, Rendition
from articles.pictures.decoding import decode
from articles.pictures.inspection import inspect
from articles.pictures.refusals import PictureRefused
from articles.pictures.stored_files import store

WIDTHS = (320, 640, 960, 1280, 1600)
OPEN_GRAPH_SIDE = 1200


@dataclass(frozen=True)
class Size:
    """A rendition that an image should have."""

    format: Rendition.Format
    width: int
    height: int


def planned(image: Image) -> list[Size]:
    """Every rendition of an image: WebP in several widths, JPEG for those who preview links.

    None is larger than the original. A small picture also gets its own width where the next step
    below it would lose more than a tenth.
    """
    widths = [width for width in WIDTHS if width <= image.width]
    if image.width < WIDTHS[-1] and image.width > 1.1 * max(widths, default=0):
        widths.append(image.width)
    share = min(1, OPEN_GRAPH_SIDE / max(image.width, image.height))
    return [
        *(_size(image, Rendition.Format.WEBP, width) for width in widths),
        _size(image, Rendition.Format.JPEG, max(1, round(image.width * share))),
    ]


def _size(image: Image, file_format: Rendition.Format, width: int) -> Size:
    return Size(file_format, width, max(1, round(image.height * width / image.width)))


def missing(image: Image) -> list[Size]:
    """The planned renditions that an image lacks; reads `image.renditions.all()`."""
    there = {(one.format, one.width) for one in image.renditions.all()}
    return [size for size in planned(image) if (size.format.value, size.width) not in there]


@transaction.atomic
def make_renditions(image: Image) -> list[Rendition]:
    """Make the renditions that an image lacks and return them; a second call makes none.

    Raises `PictureRefused` when the original is gone or can't be read.
    """
    locked = Image.objects.select_for_update().get(pk=image.pk)
    sizes = missing(locked)
    if not sizes:
        return []
    try:
        with locked.original.open("rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise PictureRefused(
            f"The original of picture {image.pk} is missing. "
            "Restore the media folder from its backup, or upload the picture again."
        ) from error
    return store_renditions(image, decode(data, inspect(data)), sizes)


def store_renditions(image: Image, picture: PIL.Image.Image, sizes: list[Size]) -> list[Rendition]:
    """Write the files and rows of some renditions; the caller holds a lock on the image.

    Encoding takes nearly all of the time and leaves the interpreter free, so each core takes a size.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        contents = list(pool.map(partial(encode, picture), sizes))
    return Rendition.objects.bulk_create(map(partial(_stored, image), sizes, contents))


def _stored(image: Image, size: Size, content: bytes) -> Rendition:
    rendition = Rendition(image=image, format=size.format, width=size.width, height=size.height)
    # The address names the bytes: after a change of the encoder it is another one.
    name = f"{image.content_hash[:20]}-{size.width}-{sha256(content).hexdigest()[:12]}"
    store(rendition.file, f"{name}.{size.format.value}", content)
    return rendition


def encode(picture: PIL.Image.Image, size: Size) -> bytes:
    """The picture in that size and format, without any metadata."""
    resized = picture.resize(
        (size.width, size.height), PIL.Image.Resampling.LANCZOS, reducing_gap=3.0
    )
    written = BytesIO()
    if size.format == Rendition.Format.WEBP:
        resized.save(written, "WEBP", quality=80, method=4)
    else:
        _on_white(resized).save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return written.getvalue()


def _on_white(picture: PIL.Image.Image) -> PIL.Image.Image:
    """JPEG has no transparency; white is what most people see behind a transparent logo."""
    if picture.mode != "RGBA":
        return picture
    paper = PIL.Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
