"""Rules that several tables share, written once so that they read and fail alike."""

from django.db.models import CheckConstraint, F, Q, UniqueConstraint

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def slug_is_well_formed(name: str) -> CheckConstraint:
    """A slug is lower-case words of a to z and 0 to 9, joined by single hyphens."""
    return CheckConstraint(
        name=name,
        condition=Q(slug__regex=SLUG_PATTERN),
        violation_error_message="Use lower-case letters, digits and single hyphens, as in my-slug.",
    )


def not_empty(name: str, field: str) -> CheckConstraint:
    """A text that readers see holds at least one character that is not white space."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__regex": r"\S"}),
        violation_error_message=f"The {field.replace('_', ' ')} must not be empty.",
    )


def is_web_address(name: str, field: str) -> CheckConstraint:
    """An address that pages link to is empty or of the web: never a script, never half an address."""
    return CheckConstraint(
        name=name,
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": r"^https?://[^\s]+$"}),
        violation_error_message="An address begins with https:// or http://.",
    )


def exactly_one(name: str, *fields: str) -> CheckConstraint:
    """Of several nullable keys exactly one is set: the row points at one thing."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=f"Choose exactly one of: {', '.join(fields)}.",
    )


def ends_after_start(name: str) -> CheckConstraint:
    """A period of dates does not end before it begins; either end may be unknown."""
    return CheckConstraint(
        name=name,
        condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
        violation_error_message="The end must not be before the start.",
    )


def unique(name: str, *fields: str, message: str) -> UniqueConstraint:
    """No two rows agree in all the fields; an empty key counts as a value."""
    return UniqueConstraint(
        name=name, fields=fields, nulls_distinct=False, violation_error_message=message
    )
