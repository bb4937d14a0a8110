"""Pictures of the library in a text, as the page shows them for as long as the edition lives."""

from django.template.loader import render_to_string
from lxml import html
from lxml.html import HtmlElement

from articles.models import Image


def pictures_in(body: HtmlElement) -> dict[int, Image]:
    """The pictures that a text names, with their files: two queries, or none for a text without any."""
    keys = {int(figure.get("data-picture")) for figure in _figures(body)}
    if not keys:
        return {}
    return {
        image.pk: image
        for image in Image.objects.filter(pk__in=keys).prefetch_related("renditions")
    }


def set_pictures(body: HtmlElement, pictures: dict[int, Image]) -> None:
    """Print each picture with its caption and its credit; one that the library lost is left out."""
    for figure in _figures(body):
        key = int(figure.get("data-picture"))
        if (image := pictures.get(key)) is None:
            figure.drop_tree()
            continue
        context = {
            "image": image,
            "caption": figure.text_content(),
            "is_wide": figure.get("class") == "wide",
        }
        rendered = render_to_string("article/figure.html", context, using="jinja2")
        printed: HtmlElement = html.fragment_fromstring(rendered.strip())
        printed.set("data-picture", str(key))
        figure.getparent().replace(figure, printed)


def _figures(body: HtmlElement) -> list[HtmlElement]:
    return [one for one in body.iterchildren("figure") if one.get("data-picture")]
