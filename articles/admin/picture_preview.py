"""A small picture with what is printed below it, for forms and lists."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models import Image
from articles.pictures import default_source


def preview(image: Image | None) -> SafeString:
    """The picture at a size for a form, or the words that there is none."""
    source = default_source(image) if image else None
    return render_to_string(
        "admin/articles/picture_preview.html", {"image": image, "source": source}
    )
