from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles import validators
from articles.coverage import coverage_of, often_with
from articles.profiles import person_profile
from articles.structured_data import person_data
from articles.views.cursors import cursor_of
from articles.views.moved import former_address
from articles.views.profiles import profile_context
from newsportal.http.page_classes import PublicRequest, public, query_parameters

OFTEN_WITH = 10


@public(version=validators.lists)
@query_parameters("before")
def person(request: PublicRequest, slug: str) -> HttpResponse:
    """A person: who they are, and every story about, by or mentioning them.

    Somebody whom no visible story names or is by has no page yet: it would tell of unpublished work.
    """
    now, cursor = request.at, cursor_of(request)
    profile = person_profile(slug, at=now)
    if profile is None:
        return former_address(request.path_info)
    coverage = coverage_of(profile.row, at=now, before=cursor)
    if not coverage.cards:
        raise Http404
    roles = list(profile.row.affiliations.latest_first().select_related("organisation"))
    context = profile_context(profile, coverage, cursor) | {
        "person": profile.row,
        "current_affiliations": [role for role in roles if role.is_current],
        "past_affiliations": [role for role in roles if role.is_past],
        "undated_affiliations": [role for role in roles if role.is_undated],
        "often_with": often_with(profile.row, at=now, at_most=OFTEN_WITH),
        "json_ld": person_data(profile, roles),
    }
    return render(request, "person/person.html", context)
