"""What routes declare about themselves besides their class, which `tests.repository` checks."""

from django.urls import reverse

from articles.models.section import RESERVED_SLUGS
from tests.repository.routes import all_routes

# What each page reads from its query string: a shared cache's key holds this and nothing else.
PARAMETERS = {
    "": ("at",),
    "archive/": ("before",),
    "archive/<yyyy:year>/<mm:month>/<dd:day>/": ("before",),
    "comments/<int:comment_id>/": ("after",),
    "comments/on/<int:article_id>/": ("after", "before", "order"),
    "corrections/": ("before",),
    "organisations/": ("after",),
    "organisations/<slug:slug>/": ("before",),
    "people/": ("after",),
    "people/<slug:slug>/": ("before",),
    "search/": ("q", "page", "before"),
    "<slug:section>/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/": ("at",),
    "<slug:section>/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/history/": ("before", "from", "to"),
    "<slug:slug>/": ("at", "before"),
    # What the pages that it forwards to declare.
    "<path:path>": ("after", "at", "before", "from", "order", "page", "q", "to"),
}


def test_public_pages_declare_what_they_read_from_the_query_string():
    declared = {
        route: view.query_parameters
        for route, view in all_routes().items()
        if getattr(view, "query_parameters", ())
    }

    assert declared == PARAMETERS


def test_no_section_can_hide_a_page():
    addresses = [
        reverse("feed"),
        reverse("sitemap"),
        reverse("robots"),
        reverse("search"),
        reverse("archive"),
        reverse("people"),
        reverse("organisations"),
        reverse("comment", args=[1]),
        reverse("rendition", args=["2025", "11", "a", "webp"]),
        reverse("admin:index"),
    ]
    first_parts = {address.split("/")[1].split(".")[0] for address in addresses}

    assert first_parts <= set(RESERVED_SLUGS)
