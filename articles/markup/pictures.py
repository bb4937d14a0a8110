"""A picture of the library that each screen loads at its own size."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Image
from articles.pictures import avif_srcset, default_source, srcset
from articles.pictures.shown import Picture, picture_with_sources

REMEMBERED = 4096


def picture(
    image: Image | Picture,
    *,
    sizes: str = "100vw",
    priority: bool = False,
    decorative: bool = False,
) -> SafeString:
    """An image of the library with its renditions.

    `sizes` says how wide it is shown. `priority` is for the one picture that is seen first, which is
    also offered in AVIF; docs/adr/0018 says why the others are not. `decorative` is for a picture
    beside its own story's headline, which says the same. Width and height are always given, so that
    the text below does not move when the picture arrives.
    """
    return _element(picture_with_sources(image), sizes, priority, decorative)


def focal_class(image: Picture) -> str:
    """The classes that keep the chosen point in view when a layout cuts the picture.

    In tens of a percent, because the site's content security policy admits no inline style; the
    middle is the default and needs none.
    """
    axes = (("x", image.focal_x), ("y", image.focal_y))
    return " ".join(
        f"focal-{axis}-{tens * 10}" for axis, share in axes if (tens := round(share * 10)) != 5
    )


@lru_cache(maxsize=REMEMBERED)
def _element(image: Picture, sizes: str, priority: bool, decorative: bool) -> SafeString:
    """Everything that the element says is an argument, so what is remembered is never out of date."""
    renditions, default, classes = srcset(image), default_source(image), focal_class(image)
    element = format_html(
        '<img {}="{}" decoding="async" {}src="{}" width="{}" height="{}" alt="{}"{}>',
        *(("fetchpriority", "high") if priority else ("loading", "lazy")),
        format_html('srcset="{}" sizes="{}" ', renditions, sizes) if renditions else "",
        default.url if default else "",
        image.width,
        image.height,
        "" if decorative else image.alt_text,
        format_html(' class="{}"', classes) if classes else "",
    )
    if not priority or not (smaller := avif_srcset(image)):
        return element
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">{}</picture>',
        smaller,
        sizes,
        element,
    )
