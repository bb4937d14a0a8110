"""A reader's copy of all that the site holds about them; and of one comment, for a nickname's author."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from comments.models import Reader
from comments.profile.exporting import export
from comments.profile.readers import for_readers


@for_readers
@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def profile_export(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """Say what is in the copy, and give it to whoever presses the button."""
    if request.method != "POST":
        return render(request, "profile/export.html")
    name = f"comments-{timezone.localdate():%Y-%m-%d}.json"
    pieces = export(reader, request.user)  # type: ignore[arg-type]  # `for_readers` lets nobody else in
    return as_file(StreamingHttpResponse(pieces, content_type="application/json"), name)


def as_file[Response: (HttpResponse, StreamingHttpResponse)](
    response: Response, name: str
) -> Response:
    """Have a browser save the answer under a name."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
