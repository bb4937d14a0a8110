from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse

from newsportal.http.page_classes import immutable

FOLDER = "renditions"
CONTENT_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


@immutable
def rendition(request: HttpRequest, year: int, month: int, name: str, ending: str) -> HttpResponse:
    """A picture in one size. Only renditions have an address: originals never leave the newsroom.

    The parts of the address are digits and plain names, so none of them leads out of the folder. The
    database is not asked, so pictures outlast it.
    """
    try:
        with default_storage.open(f"{FOLDER}/{year:04}/{month:02}/{name}.{ending}") as file:
            content = file.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=CONTENT_TYPES[ending])
    response["X-Content-Type-Options"] = "nosniff"
    return response
