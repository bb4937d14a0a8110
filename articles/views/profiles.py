"""What the pages of people and of organisations show alike."""

from typing import Any

from articles.coverage import Coverage, count_label
from articles.paging import Cursor, page_path
from articles.profiles import Profile


def profile_context(profile: Profile, coverage: Coverage, cursor: Cursor | None) -> dict[str, Any]:
    """The template's context for both kinds of pages."""
    following = coverage.following
    return {
        "canonical_path": page_path(profile.url, cursor),
        "other_names": profile.other_names,
        "identifiers": profile.identifiers,
        "about": coverage.about,
        "mentioned": coverage.mentioned,
        "disputed": coverage.disputed,
        "written": coverage.written,
        "cards": coverage.cards,
        "coverage_count": profile.coverage_count,
        "coverage_label": count_label(profile.coverage_count),
        "first_coverage": profile.first_coverage,
        "latest_coverage": profile.latest_coverage,
        "first_page": profile.url if cursor else None,
        "next_page": page_path(profile.url, following) if following else None,
    }
