"""Taking a file into the picture library."""

from hashlib import sha256

import PIL.Image
from django.db import IntegrityError, transaction

from articles.models import Image
from articles.pictures.decoding import decode
from articles.pictures.inspection import Readable, inspect, read_limited
from articles.pictures.renditions import planned, store_renditions
from articles.pictures.stored_files import store


def add_picture(
    file: Readable,
    *,
    alt_text: str,
    credit: str,
    is_decorative: bool = False,
    caption: str = "",
    licence: str = "",
    source_url: str = "",
    focal: tuple[float, float] = (0.5, 0.5),
) -> Image:
    """Store a picture with its renditions and return it; known bytes return the known picture.

    A known picture keeps what the newsroom has written about it. Raises `PictureRefused` if the file
    can't be taken and `ValidationError` if what is said about it can't (no credit, say).
    """
    data = read_limited(file)
    content_hash = sha256(data).hexdigest()
    if known := Image.objects.filter(content_hash=content_hash).first():
        return known
    container = inspect(data)
    picture = decode(data, container)
    image = Image(
        content_hash=content_hash,
        width=picture.width,
        height=picture.height,
        alt_text=alt_text,
        is_decorative=is_decorative,
        caption=caption,
        credit=credit,
        licence=licence,
        source_url=source_url,
        focal_x=focal[0],
        focal_y=focal[1],
    )
    image.full_clean(exclude=["original", "content_hash"])
    return _stored(image, picture, f"{content_hash}.{container.extension}", data)


def _stored(image: Image, picture: PIL.Image.Image, name: str, data: bytes) -> Image:
    """Write the rows and files of a new image, or find that somebody else was quicker."""
    try:
        with transaction.atomic():
            # The row first: a second upload of the same bytes waits here and has written nothing.
            image.save(force_insert=True)
            store(image.original, name, data)
            image.save(update_fields=["original"])
            store_renditions(image, picture, planned(image))
    except IntegrityError:
        return Image.objects.get(content_hash=image.content_hash)
    return image
