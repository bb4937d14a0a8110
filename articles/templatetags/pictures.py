"""`{% picture %}`: a picture of the library as an `<img>` that each screen loads at its own size."""

from typing import TypedDict

from django import template

from articles.models import Image
from articles.pictures import default_source, srcset
from articles.pictures.shown import Picture

register = template.Library()


class PictureContext(TypedDict):
    """What `components/picture.html` shows."""

    srcset: str
    sizes: str
    src: str
    width: int
    height: int
    alt: str
    focal: str
    priority: bool


def focal_class(image: Image | Picture) -> str:
    """The classes that keep the chosen point in view when a layout cuts the picture.

    In tens of a percent, because the site's content security policy admits no inline style; the
    middle is the default and needs none.
    """
    axes = (("x", image.focal_x), ("y", image.focal_y))
    return " ".join(
        f"focal-{axis}-{tens * 10}" for axis, share in axes if (tens := round(share * 10)) != 5
    )


@register.inclusion_tag("components/picture.html")
def picture(
    image: Image | Picture,
    *,
    sizes: str = "100vw",
    priority: bool = False,
    decorative: bool = False,
) -> PictureContext:
    """An image of the library with its renditions.

    `sizes` says how wide it is shown; `priority` is for the one picture that is seen first;
    `decorative` is for a picture beside its own story's headline, which says the same. Width and
    height are always given, so that the text below does not move when the picture arrives.
    """
    default = default_source(image)
    return {
        "srcset": srcset(image),
        "sizes": sizes,
        "src": default.url if default else "",
        "width": image.width,
        "height": image.height,
        "alt": "" if decorative else image.alt_text,
        "focal": focal_class(image),
        "priority": priority,
    }
