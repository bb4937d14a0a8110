"""Pictures to put into a text: found by their words, or named by their keys."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from articles.models import Image
from articles.pictures import default_source
from newsportal.accounts.rights import require

OFFERED = 24
# A text names hardly more; an address has no room for more.
NAMED = 200


@require_GET
def picture_choices_view(request: HttpRequest, *, library: ModelAdmin[Image]) -> JsonResponse:
    """The newest pictures whose description, caption or credit has the words `q`; or those of each `key`.

    Raises RightMissing for those who don't see the library.
    """
    require(request.user, "image.view")
    pictures = Image.objects.prefetch_related("renditions").order_by("-created_at", "-pk")
    if asked := request.GET.getlist("key"):
        keys = [int(key) for key in asked[:NAMED] if key.isascii() and key.isdigit()]
        pictures = pictures.filter(pk__in=[key for key in keys if key < 2**63])
    else:
        words = request.GET.get("q", "").replace("\x00", "")[:100]
        pictures, _ = library.get_search_results(request, pictures, words)
        pictures = pictures[:OFFERED]
    return JsonResponse({"pictures": [_described(picture) for picture in pictures]})


def _described(picture: Image) -> dict[str, Any]:
    source = default_source(picture)
    return {
        "key": picture.pk,
        "name": str(picture),
        "caption": picture.caption,
        "credit": picture.credit,
        "src": source.url if source else "",
        "width": picture.width,
        "height": picture.height,
    }
