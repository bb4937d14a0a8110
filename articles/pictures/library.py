"""Taking a file into the picture library."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Required, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import Q

from articles.darkroom.inspection import Readable, read_limited
from articles.darkroom.order import Developed, Order
from articles.darkroom.refusals import PictureRefused
from articles.models import Image
from articles.pictures.completing import complete_picture
from articles.pictures.developing import develop
from articles.pictures.renditions import WIDTHS, store_renditions
from articles.pictures.stored_files import store

# What readers need at once. AVIF takes ten times as long, and pages do without it until it is there.
QUICK_FORMATS = ("webp", "jpeg")


class AlreadyInLibrary(PictureRefused):
    """The file is a picture that the library has; `image` is that picture."""

    def __init__(self, image: Image) -> None:
        super().__init__(f"This picture is in the library already: {image}.")
        self.image = image


@dataclass(frozen=True)
class NewPicture:
    """A file that was read and is not stored yet; `content_hash` is the SHA-256 of its bytes."""

    content_hash: str
    developed: Developed


def read_picture(file: Readable) -> NewPicture:
    """Read a file that the library does not have; this takes seconds, best outside a transaction.

    Raises `PictureRefused` if the file can't be taken, `AlreadyInLibrary` if its picture is there.
    """
    data = read_limited(file)
    content_hash = sha256(data).hexdigest()
    _refuse_known(content_hash)
    developed = develop(data, Order(WIDTHS, QUICK_FORMATS))
    _refuse_known(content_hash, developed.pixel_hash)
    return NewPicture(content_hash, developed)


class Words(TypedDict, total=False):
    """What is said with a picture."""

    alt_text: Required[str]
    credit: Required[str]
    is_decorative: bool
    caption: str
    licence: str
    source_url: str
    focal_x: float
    focal_y: float


def store_picture(picture: NewPicture, **words: Unpack[Words]) -> Image:
    """Store a picture with the renditions that were made and return it; the rest follows by a task.

    Raises `AlreadyInLibrary` if somebody else was quicker, and `ValidationError` if what is said about
    it can't be (no credit, say).
    """
    developed = picture.developed
    image = Image(
        content_hash=picture.content_hash,
        pixel_hash=developed.pixel_hash,
        width=developed.width,
        height=developed.height,
        **words,
    )
    image.full_clean(exclude=["original", "content_hash", "pixel_hash"])
    name = f"{picture.content_hash}.{developed.extension}"
    try:
        with transaction.atomic():
            # The row first: a second upload of the same picture waits here and has written nothing.
            image.save(force_insert=True)
            store(image.original, name, developed.original)
            image.save(update_fields=["original"])
            store_renditions(image, developed.renditions)
            complete_picture.enqueue(image.pk)
    except IntegrityError as error:
        _refuse_known(picture.content_hash, developed.pixel_hash, error)
        raise
    return image


def add_picture(file: Readable, **words: Unpack[Words]) -> Image:
    """Read a file and store it; raises what `read_picture` and `store_picture` raise."""
    return store_picture(read_picture(file), **words)


def _refuse_known(content_hash: str, pixel_hash: str = "", cause: Exception | None = None) -> None:
    same = Q(content_hash=content_hash)
    if pixel_hash:
        same |= Q(pixel_hash=pixel_hash)
    if known := Image.objects.filter(same).order_by("id").first():
        raise AlreadyInLibrary(known) from cause
