"""From a stranger's file to a picture of ours: inspected, decoded, and encoded anew."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256

import PIL.Image

from articles.darkroom.container import Container
from articles.darkroom.decoding import decode
from articles.darkroom.encoding import encode, encode_original
from articles.darkroom.inspection import inspect
from articles.darkroom.order import Developed, Order, pack_refusal, unpack_order
from articles.darkroom.refusals import PictureRefused
from articles.darkroom.sizes import planned

# Pixels are hashed by strips: a whole copy of a large picture would take as much memory again.
STRIP = 256


def answer(packed: bytes) -> bytes:
    """The developed picture, or the refusal, of a packed order."""
    order, data = unpack_order(packed)
    try:
        return develop(order, data).packed()
    except PictureRefused as refusal:
        return pack_refusal(refusal)
    except MemoryError:
        return pack_refusal(
            PictureRefused(
                "The picture takes more memory than there is for one. "
                "Save it in a smaller size: 2,000 pixels of width are plenty."
            )
        )


def develop(order: Order, data: bytes) -> Developed:
    """Read a file and make what was ordered; raises `PictureRefused` with what to do about it.

    Encoding takes most of the time and leaves the interpreter free, so each core takes a size.
    """
    container = inspect(data)
    picture = decode(data, container)
    extension, original = _original(picture, container) if order.with_original else ("", b"")
    sizes = [
        size
        for size in planned(picture.width, picture.height, order.widths)
        if size.format in order.formats and (size.format, size.width) not in order.there
    ]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        contents = list(pool.map(partial(encode, picture), sizes))
    return Developed(
        picture.width,
        picture.height,
        pixel_hash(picture),
        extension,
        original,
        tuple(zip(sizes, contents, strict=True)),
    )


def _original(picture: PIL.Image.Image, container: Container) -> tuple[str, bytes]:
    return encode_original(picture, is_exact=container.format == "PNG")


def pixel_hash(picture: PIL.Image.Image) -> str:
    """The SHA-256 of what is to be seen."""
    digest = sha256(f"{picture.mode} {picture.width} {picture.height}\n".encode())
    for top in range(0, picture.height, STRIP):
        strip = picture.crop((0, top, picture.width, min(top + STRIP, picture.height)))
        digest.update(strip.tobytes())
    return digest.hexdigest()
