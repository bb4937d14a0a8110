"""Which rendition a page names. All read `image.renditions.all()`, of a model or a page's `Picture`."""

from articles.models import Image, Rendition
from articles.pictures.shown import Picture, Source

# For a browser without `srcset`: wide enough for a column, not for a wall.
DEFAULT_WIDTH = 960


def srcset(image: Image | Picture) -> str:
    """The value of an `srcset` attribute: every rendition on offer with its width, smallest first."""
    return _with_widths(_offered(image))


def avif_srcset(image: Image | Picture) -> str:
    """The same in AVIF, which is smaller and which not every browser reads; empty where there is none."""
    return _with_widths(_of_format(image, Rendition.Format.AVIF))


def _with_widths(renditions: list[Rendition | Source]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in renditions)


def default_source(image: Image | Picture) -> Rendition | Source | None:
    """What `src` names: the largest of at most 960 pixels, else the smallest.

    None only for a row without any file.
    """
    renditions = _offered(image)
    small_enough = [one for one in renditions if one.width <= DEFAULT_WIDTH]
    return next(iter(small_enough[-1:] or renditions), None)


def open_graph_source(image: Image | Picture) -> Rendition | Source | None:
    """What machines and previews of links show: the JPEG, since not every one of them reads WebP."""
    return next(iter(_of_format(image, Rendition.Format.JPEG)), None)


def _offered(image: Image | Picture) -> list[Rendition | Source]:
    """The renditions in the better format that every browser reads, smallest first."""
    return _of_format(image, Rendition.Format.WEBP) or _of_format(image, Rendition.Format.JPEG)


def _of_format(image: Image | Picture, file_format: Rendition.Format) -> list[Rendition | Source]:
    renditions = [one for one in image.renditions.all() if one.format == file_format]
    return sorted(renditions, key=lambda one: one.width)
