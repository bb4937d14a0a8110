"""The sizes and formats in which readers get a picture."""

from collections.abc import Sequence

from articles.darkroom.order import Size

OPEN_GRAPH_SIDE = 1200


def planned(width: int, height: int, widths: Sequence[int]) -> list[Size]:
    """Every rendition of a picture: AVIF and WebP in several widths, JPEG for previews of links.

    None is larger than the original. A small picture also gets its own width where the next step
    below it would lose more than a tenth.
    """
    smaller = [one for one in widths if one <= width]
    if width < widths[-1] and width > 1.1 * max(smaller, default=0):
        smaller.append(width)
    share = min(1, OPEN_GRAPH_SIDE / max(width, height))

    def size(file_format: str, wanted: int) -> Size:
        return Size(file_format, wanted, max(1, round(height * wanted / width)))

    return [
        *(size(file_format, one) for file_format in ("avif", "webp") for one in smaller),
        size("jpeg", max(1, round(width * share))),
    ]
