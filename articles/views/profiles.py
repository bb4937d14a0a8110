"""What the pages of people and of organisations show alike."""

from typing import Any

from articles.cards import fetch_renditions
from articles.coverage import Coverage, count_label
from articles.paging import Cursor, page_path
from articles.profiles import Profile


def profile_context(
    profile: Profile[Any], coverage: Coverage, cursor: Cursor | None
) -> dict[str, Any]:
    """The template's context for both kinds of pages."""
    fetch_renditions(profile.row, *coverage.cards)
    path = profile.row.get_absolute_url()
    return {
        "canonical_path": page_path(path, cursor),
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
        "first_page": path if cursor else None,
        "next_page": page_path(path, coverage.following) if coverage.following else None,
    }
