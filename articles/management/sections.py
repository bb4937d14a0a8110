"""A section as whoever runs a command names it."""

from django.core.management.base import CommandError

from articles.models import Section

WRONG_INPUT = 2


def section_named(slug: str) -> Section:
    """The section with that slug. Raises CommandError, with exit code 2, that tells which there are."""
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        slugs = ", ".join(Section.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            f"There is no section {slug}. Choose one of: {slugs}.", returncode=WRONG_INPUT
        )
    return section
