import re

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles import validators
from articles.history import differences_between, edition_of, entries_of
from articles.record import HISTORY, Record, record_at
from articles.views.moved import former_address, former_history
from newsportal.http.page_classes import PublicRequest, public, query_parameters

# With more digits than any story has editions.
NUMBER = re.compile("[1-9][0-9]{0,5}")


@public(version=validators.stories)
@query_parameters("before", "from", "to")
def history(request: PublicRequest, **_parts_of_the_address: object) -> HttpResponse:
    """A story's editions and what each of them changed, or the differences between any two.

    An earlier address of the story leads to its history at the newest.
    """
    path = request.path_info.removesuffix(HISTORY)
    record = record_at(path, at=request.at)
    if record is None:
        return former_history(path)
    if record.path != path:
        return HttpResponsePermanentRedirect(record.history_path)
    if "from" in request.GET or "to" in request.GET:
        return _comparison(request, record)
    before = _number_in(request, "before") if "before" in request.GET else None
    if before is not None and before > record.number:
        return HttpResponsePermanentRedirect(record.history_path)
    entries = entries_of(record, at=request.at, before=before)
    if not entries:
        raise Http404
    last = entries[-1].number
    context = {
        "record": record,
        "canonical_path": f"{record.history_path}?before={before}"
        if before
        else record.history_path,
        "entries": entries,
        "first_page": record.history_path if before else None,
        "next_page": f"{record.history_path}?before={last}" if last > 1 else None,
        "can_compare": record.number - record.withdrawn_through > 1,
    }
    return render(request, "history/history.html", context)


def _comparison(request: PublicRequest, record: Record) -> HttpResponse:
    numbers = _number_in(request, "from"), _number_in(request, "to")
    first, second = min(numbers), max(numbers)
    if second > record.number:
        raise Http404
    if first == second:
        return HttpResponsePermanentRedirect(record.history_path)
    if numbers != (first, second):
        return HttpResponsePermanentRedirect(f"{record.history_path}?from={first}&to={second}")
    old, new = (edition_of(record, number, at=request.at) for number in (first, second))
    if old is None or new is None:
        raise Http404
    if not record.is_open(first):
        return former_address(old.path, at=record.withdrawn_at)
    context = {
        "record": record,
        "canonical_path": f"{record.history_path}?from={first}&to={second}",
        "old": old,
        "new": new,
        "differences": differences_between(old, new, in_full=True),
        "can_compare": True,
    }
    return render(request, "history/comparison.html", context)


def _number_in(request: PublicRequest, name: str) -> int:
    """An edition's number, written in the one way; anything else is an address of no page."""
    text = request.GET.get(name, "")
    if not NUMBER.fullmatch(text):
        raise Http404
    return int(text)
