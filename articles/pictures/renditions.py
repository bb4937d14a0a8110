"""The files of pictures that readers get: those that should be there, and making what is missing."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction

from articles.darkroom.order import Order, Size
from articles.darkroom.refusals import PictureRefused
from articles.darkroom.sizes import planned
from articles.models import Image, Rendition
from articles.pictures.developing import develop
from articles.pictures.stored_files import store

WIDTHS = (320, 640, 960, 1280, 1600)


def missing(image: Image) -> list[Size]:
    """The planned renditions that an image lacks; reads `image.renditions.all()`."""
    there = _there(image)
    sizes = planned(image.width, image.height, WIDTHS)
    return [size for size in sizes if (size.format, size.width) not in there]


def _there(image: Image) -> frozenset[tuple[str, int]]:
    return frozenset((one.format, one.width) for one in image.renditions.all())


@transaction.atomic
def make_renditions(image: Image) -> list[Rendition]:
    """Make the renditions that an image lacks and return them; a second call makes none.

    Raises `PictureRefused` when the original is gone or can't be read.
    """
    locked = Image.objects.select_for_update().get(pk=image.pk)
    if not missing(locked):
        return []
    try:
        with locked.original.open("rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise PictureRefused(
            f"The original of picture {image.pk} is missing. "
            "Restore the media folder from its backup, or upload the picture again."
        ) from error
    developed = develop(data, Order(WIDTHS, there=_there(locked), with_original=False))
    return store_renditions(image, developed.renditions)


def store_renditions(image: Image, contents: Iterable[tuple[Size, bytes]]) -> list[Rendition]:
    """Write the files and rows of some renditions; the caller holds a lock on the image."""
    return Rendition.objects.bulk_create(
        _stored(image, size, content) for size, content in contents
    )


def _stored(image: Image, size: Size, content: bytes) -> Rendition:
    rendition = Rendition(image=image, format=size.format, width=size.width, height=size.height)
    # The address names the bytes: after a change of the encoder it is another one.
    name = f"{image.content_hash[:20]}-{size.width}-{sha256(content).hexdigest()[:12]}"
    store(rendition.file, f"{name}.{size.format}", content)
    return rendition
