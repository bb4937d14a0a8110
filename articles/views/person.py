from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import validators
from articles.coverage import coverage_of, often_with
from articles.profiles import Roles, person_profile
from articles.structured_data import person_data
from articles.views.cursors import cursor_of
from articles.views.moved import former_address
from articles.views.profiles import profile_context
from newsportal.http.page_classes import PublicRequest, public, query_parameters


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
    coverage = coverage_of("person", profile.pk, at=now, before=cursor)
    if not coverage.cards:
        raise Http404
    roles = Roles.on(timezone.localdate(now), profile.roles)
    context = profile_context(profile, coverage, cursor) | {
        "person": profile,
        "current_affiliations": roles.current,
        "past_affiliations": roles.past,
        "undated_affiliations": roles.undated,
        "often_with": often_with("person", profile.pk, at=now),
        "json_ld": person_data(profile, roles.current),
    }
    return render(request, "person/person.html", context)
