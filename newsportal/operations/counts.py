"""The counts of all processes, in the text that Prometheus reads."""

from django.http import Http404, HttpRequest, HttpResponse

from newsportal.http.build import build
from newsportal.http.operational import may_look_inside, operational
from newsportal.metrics.collecting import CONTENT_TYPE, collect
from newsportal.tasks.counting import counts_of_tasks


@operational
def counts(request: HttpRequest) -> HttpResponse:
    """404 for everybody who may not look inside: that there is such a page is not theirs to know."""
    if not may_look_inside(request):
        raise Http404
    return HttpResponse(collect(build(), counts_of_tasks()), content_type=CONTENT_TYPE)
