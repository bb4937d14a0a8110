"""What a story's thread and the rules of a section say alike: days after publication, and daily hours."""

from django.db.models import CheckConstraint, Q

# Ten years.
MOST_DAYS = 3650


def days_known(name: str, *, least: int) -> CheckConstraint:
    """The number of days is within the bounds, or there is none."""
    return CheckConstraint(
        name=name,
        condition=Q(close_after__isnull=True)
        | Q(close_after__gte=least, close_after__lte=MOST_DAYS),
        violation_error_message=f"Give {least} to {MOST_DAYS:,} days.",
    )


def hours_are_two(name: str) -> CheckConstraint:
    """An hour from which comments are open needs the one until which they are."""
    return CheckConstraint(
        name=name,
        condition=Q(open_from__isnull=True, open_until__isnull=True)
        | Q(open_from__isnull=False, open_until__isnull=False),
        violation_error_message="Give both hours, from when and until when, or neither.",
    )
