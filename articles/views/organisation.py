from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import validators
from articles.coverage import coverage_of, often_with
from articles.profiles import Roles, organisation_profile
from articles.structured_data import organisation_data
from articles.views.cursors import cursor_of
from articles.views.moved import former_address
from articles.views.profiles import profile_context
from newsportal.http.page_classes import PublicRequest, public, query_parameters


@public(version=validators.lists)
@query_parameters("before")
def organisation(request: PublicRequest, slug: str) -> HttpResponse:
    """An organisation: what it is, who acts for it, and every story that names it."""
    now, cursor = request.at, cursor_of(request)
    profile = organisation_profile(slug, at=now)
    if profile is None:
        return former_address(request.path_info)
    coverage = coverage_of("organisation", profile.pk, at=now, before=cursor)
    if cursor and not coverage.cards:
        raise Http404
    roles = Roles.on(timezone.localdate(now), profile.roles)
    context = profile_context(profile, coverage, cursor) | {
        "organisation": profile,
        "children": profile.children,
        "people_now": roles.current,
        "people_before": roles.past,
        "people_undated": roles.undated,
        "often_with": often_with("organisation", profile.pk, at=now),
        "json_ld": organisation_data(profile),
    }
    return render(request, "organisation/organisation.html", context)
