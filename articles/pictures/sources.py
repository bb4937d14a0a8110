"""Which rendition a page names. All read `image.renditions.all()`, which pages prefetch."""

from articles.models import Image, Rendition

DEFAULT_WIDTH = 960


def srcset(image: Image) -> str:
    """The value of an `srcset` attribute: every WebP rendition with its width, smallest first."""
    return ", ".join(f"{one.file.url} {one.width}w" for one in _webp(image))


def default_source(image: Image) -> Rendition | None:
    """What `src` names: the largest of at most 960 pixels, else the smallest.

    None only for a row without any file.
    """
    renditions = _webp(image)
    small_enough = [one for one in renditions if one.width <= DEFAULT_WIDTH]
    return next(iter(small_enough[-1:] or renditions), None)


def open_graph_source(image: Image) -> Rendition | None:
    """The JPEG that a preview of a link shows, since not every network reads WebP."""
    return next(
        (one for one in image.renditions.all() if one.format == Rendition.Format.JPEG), None
    )


def _webp(image: Image) -> list[Rendition]:
    webp = [one for one in image.renditions.all() if one.format == Rendition.Format.WEBP]
    return sorted(webp, key=lambda one: one.width)
