"""A picture as pages read it: columns of the query that reads a story, and what they become."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.files.storage import default_storage
from django.db.models import CharField, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from articles.models import Image, Rendition

PICTURE_COLUMNS = (
    "picture__width",
    "picture__height",
    "picture__alt_text",
    "picture__caption",
    "picture__credit",
    "picture__licence",
    "picture__focal_x",
    "picture__focal_y",
)


class Source(NamedTuple):
    """A rendition: its format, its width in pixels and its name in the storage."""

    format: str
    width: int
    name: str

    @property
    def url(self) -> str:
        """The address of the file."""
        return _address(self.name)


class Sources(tuple[str, ...]):
    """The renditions of a picture as the query `renditions_of_picture` gives them, each as one text.

    They are read where a page names their files, which of most pictures in lists it does once a process.
    """

    __slots__ = ()

    def all(self) -> tuple[Source, ...]:
        """All of them, as the related manager of an image gives them."""
        return _read(self)


class Picture(NamedTuple):
    """A picture of the library with everything that must be said below it."""

    width: int
    height: int
    alt_text: str
    caption: str
    credit: str
    licence: str
    focal_x: float
    focal_y: float
    renditions: Sources


def renditions_of_picture(key: str = "picture") -> ArraySubquery:
    """The renditions of the picture that a row points at, each as one text: cheaper than JSON."""
    one = Concat(
        "format",
        Value(" "),
        Cast("width", TextField()),
        Value(" "),
        Cast("file", TextField()),
        output_field=CharField(),
    )
    return ArraySubquery(Rendition.objects.filter(image=OuterRef(key)).values(text=one))


def picture_of(*columns: Any) -> Picture | None:
    """The picture of a row's columns, its renditions last; None for a row without one."""
    *values, renditions = columns
    return None if values[0] is None else Picture._make((*values, Sources(renditions)))


def picture_with_sources(image: Image | Picture) -> Picture:
    """A model's picture in the same form; its renditions should be prefetched."""
    if isinstance(image, Picture):
        return image
    return Picture(
        image.width,
        image.height,
        image.alt_text,
        image.caption,
        image.credit,
        image.licence,
        image.focal_x,
        image.focal_y,
        Sources(
            f"{one.format} {one.width} {one.file.name or ''}" for one in image.renditions.all()
        ),
    )


@lru_cache(maxsize=4096)
def _read(texts: Sources) -> tuple[Source, ...]:
    parts = (text.split(" ", 2) for text in texts)
    return tuple(Source(kind, int(width), name) for kind, width, name in parts)


@lru_cache(maxsize=10_000)
def _address(name: str) -> str:
    """The address of a file whose name never comes to mean another one."""
    return default_storage.url(name)
